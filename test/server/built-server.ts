import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

export interface BuiltServer {
  /** The program, as `node <main> start` runs it. */
  main: string
  remove(): void
}

/** Builds what `npm start` runs into a folder of its own, so that no test depends on a stale `dist`. */
export async function buildServer(): Promise<BuiltServer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'divan-built-')))
  // Packages are found from the folder of the bundle upwards.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const common = { logLevel: 'error', mode: 'production' } as const
  await build({ ...common, build: { outDir: join(folder, 'client') } })
  await build({ ...common, build: { outDir: join(folder, 'server'), ssr: true } })
  return {
    main: join(folder, 'server', 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface ServerProcess {
  pid: number
  /** Address once it listens; rejects, with what it complained of, when it ends before that. */
  url: Promise<string>
  /** The console's code of the first steps, where they are still open. */
  code(): string | undefined
  stdout(): string
  stderr(): string
  exited: Promise<Exit>
  kill(signal: NodeJS.Signals): void
  /** SIGTERM, and how it ended. */
  stop(): Promise<Exit>
}

export type Environment = Readonly<Record<string, string>>

/** Runs a command of the built program in a bare environment: nothing of the shell's settings reaches it. */
export function runServer(
  main: string,
  env: Environment,
  args: readonly string[] = ['start'],
): ServerProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { stdout, stderr, pid } = child
  if (pid === undefined) throw new Error('the server has no process')
  let printed = ''
  let complained = ''
  let listening = (_url: string): void => {}
  stderr.setEncoding('utf8').on('data', (part: string) => (complained += part))
  createInterface({ input: stdout }).on('line', (line) => {
    printed += `${line}\n`
    const url = /^Divan: (http:\S+)/.exec(line)?.[1]
    if (url) listening(url)
  })
  const exited = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal }) as Exit)
  const url = new Promise<string>((found, failed) => {
    listening = found
    void exited.then(({ code, signal }) =>
      failed(new Error(`the server ended (${code ?? signal}) before it listened: ${complained.trim()}`)),
    )
  })
  // Whoever waits for the address hears of it; a test that waits for the end does not have to.
  url.catch(() => {})
  return {
    pid,
    url,
    code: () => /premiers pas, code (\S+)/.exec(printed)?.[1],
    stdout: () => printed,
    stderr: () => complained,
    exited,
    kill: (signal) => child.kill(signal),
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}
