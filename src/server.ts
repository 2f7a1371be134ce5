import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.tsx'
import { type Config, ConfigError } from './config.ts'
import { openDatabase } from './db/database.ts'
import { openAccess } from './db/open-access.ts'
import { whileDatabaseReturns } from './db/patience.ts'
import { type DatabaseAccess, prepareDatabase } from './db/prepare.ts'
import { features } from './features/index.ts'
import { createClock } from './platform/clock.ts'
import { openKeyring } from './platform/crypto/keyring.ts'
import { loadMasterKey, masterKeyFromText } from './platform/crypto/master-key.ts'
import { openDue } from './platform/due/due.ts'
import { type Worker, startWorker } from './platform/due/worker.ts'
import { prepareJobs } from './platform/jobs/prepare.ts'
import { buildHouse, dueKindsOf, sweepsOf } from './platform/feature.ts'
import { type Log, createLog } from './platform/log.ts'
import type { Platform } from './platform/platform.ts'
import { localStorage } from './platform/files/local.ts'
import { s3Storage } from './platform/files/s3.ts'

export interface RunningPlatform {
  platform: Platform
  /** True when the master key was made by this start: its owner is asked to save it. */
  masterKeyCreated: boolean
  /** From now on this process also does what is due, until it is closed. */
  startWorker(): Promise<void>
  close(): Promise<void>
}

/** Everything below the web server: database, keys, files. Commands use it without serving. */
export async function openPlatform(config: Config, access?: DatabaseAccess): Promise<RunningPlatform> {
  const log = createLog()
  const owned = access
    ? undefined
    : await openAccess(
        config,
        (message, details) => log.info('database', { message, ...details }),
        // Whoever watches the process starts it again; a server without its database helps nobody.
        (reason) => {
          log.error('database.lost', new Error(reason))
          process.exit(1)
        },
      )
  const reach = access ?? owned
  if (!reach) throw new Error('no database access')
  try {
    const prepare = (): Promise<void> => prepareDatabase(reach, [prepareJobs])
    if (owned) await (owned.isOurs ? whileDatabaseReturns(prepare) : prepare())
    return await assemble(config, reach, log, async () => owned?.close())
  } catch (error) {
    await owned?.close()
    throw error
  }
}

async function assemble(
  config: Config,
  access: DatabaseAccess,
  log: Log,
  closeAccess: () => Promise<void>,
): Promise<RunningPlatform> {
  const master = loadMasterKey(config.masterKey, config.masterKeyFile)
  let isClosed = false
  const db = openDatabase({
    connection: access.login,
    // Connections still saying goodbye when the database stops are no failure.
    onConnectionError: (error) => {
      if (!isClosed) log.error('database.connection', error)
    },
  })
  const kinds = dueKindsOf(features)
  const platform: Platform = {
    config,
    db,
    clock: createClock(config.startsAt),
    keyring: openKeyring(config.keyringDir, master.key, config.previousMasterKeys.map(masterKeyFromText)),
    storage: config.s3 ? await s3Storage(config.s3) : localStorage(join(config.dataDir, 'files')),
    due: openDue(Object.keys(kinds)),
    house: buildHouse(features),
    log,
  }
  let worker: Worker | undefined
  return {
    platform,
    masterKeyCreated: master.created,
    startWorker: async () => {
      worker = await whileDatabaseReturns(() =>
        startWorker(platform, { connection: access.login, kinds, sweeps: sweepsOf(features) }),
      )
    },
    close: async () => {
      await worker?.stop()
      await db.close()
      isClosed = true
      await closeAccess()
    },
  }
}

export interface RunningServer {
  port: number
  /** Stops taking requests, lets those under way finish. */
  close(): Promise<void>
}

/** How long requests under way may still take once the server was asked to stop, in milliseconds. */
const DRAIN_MS = 10_000

/** Serves the application; as a worker it does what is due, too. */
export async function startServer({ platform, startWorker: start }: RunningPlatform): Promise<RunningServer> {
  const { config } = platform
  if (config.role !== 'web') await start()
  if (config.role === 'worker') return { port: 0, close: async () => {} }
  const app = createApp(platform, features)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.hono.fetch, port: config.port, hostname: config.host }, (info) => {
      resolve({ port: info.port, close })
    })
    server.on('error', (error) => reject(explainListening(error, config)))
    const close = (): Promise<void> =>
      new Promise((closed) => {
        const timer = setTimeout(
          () => 'closeAllConnections' in server && server.closeAllConnections(),
          DRAIN_MS,
        )
        server.close(() => {
          clearTimeout(timer)
          closed()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
  })
}

/** A port that cannot be had is for whoever runs the machine to mend. */
function explainListening(error: Error, { port, host }: Config): Error {
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new ConfigError(
        `PORT: ${port} is taken by another program. Stop it, or give Divan another PORT.`,
      )
    case 'EACCES':
      return new ConfigError(`PORT: ${port} may not be opened by this user. Take one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`HOST: "${host}" is no address of this machine.`)
    default:
      return error
  }
}
