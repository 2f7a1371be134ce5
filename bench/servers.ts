import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { findRunningServer } from '../src/db/embedded/running-server.ts'

/** A bench day in Paris winter time; nothing depends on the machine's own date. */
export const BENCH_NOW = '2026-11-23T07:00:00Z'

export interface BenchServers {
  port: number
  pid: number
  databasePid: number
  admin: pg.Client
  /** Milliseconds from start to the first answer: on a new data folder, and on the same one again. */
  startMs: { fresh: number; again: number }
  startLimit(practiceId: string, practitionerId: string): Promise<{ port: number; pid: number }>
  close(): Promise<void>
}

/** The application as `npm start` runs it, on an embedded database of its own, durable as in real use. */
export async function startServers(): Promise<BenchServers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'divan-bench-'))
  const first = await startDivan(dataDir)
  await stop(first.child)
  const second = await startDivan(dataDir)
  const database = findRunningServer(join(dataDir, 'database'))
  if (!database) throw new Error('the embedded database does not run')
  const admin = new pg.Client(database.connection('divan', database.superuser))
  await admin.connect()
  const children = [second.child]
  return {
    port: second.port,
    pid: second.child.pid ?? 0,
    databasePid: database.pid,
    admin,
    startMs: { fresh: first.milliseconds, again: second.milliseconds },
    async startLimit(practiceId, practitionerId) {
      await admin.query(`create table if not exists limit_booking (practitioner_id uuid not null, span tstzrange not null,
        exclude using gist (practitioner_id with =, span with &&))`)
      const child = spawn(
        process.execPath,
        ['bench/limit-server.ts', database.socketDir, String(database.port), practiceId, practitionerId],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      children.push(child)
      return { port: Number(await firstLine(child, /^(\d+)$/)), pid: child.pid ?? 0 }
    },
    async close() {
      await admin.end()
      for (const child of children.toReversed()) await stop(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function startDivan(
  dataDir: string,
): Promise<{ child: ChildProcess; port: number; milliseconds: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    env: {
      ...process.env,
      DIVAN_DATA_DIR: dataDir,
      PORT: '0',
      DIVAN_NOW: BENCH_NOW,
      DIVAN_TRUST_PROXY: 'true',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const port = Number(await firstLine(child, /^Divan: http:\/\/localhost:(\d+)/))
  await fetch(`http://127.0.0.1:${port}/healthz`)
  return { child, port, milliseconds: performance.now() - started }
}

async function firstLine(child: ChildProcess, wanted: RegExp): Promise<string> {
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = wanted.exec(line)?.[1]
    if (found) return found
  }
  throw new Error('the server ended before it was ready')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
