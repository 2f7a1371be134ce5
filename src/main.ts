import { type Config, ConfigError, readConfig } from './config.ts'
import { DatabaseUnfit } from './db/roles.ts'
import { commands } from './commands.ts'

if (typeof Temporal === 'undefined') {
  console.error(
    `Divan needs Node 26 (this is ${process.version}): start it with "npm start", which brings its own.`,
  )
  process.exit(1)
}

const [name = 'start', ...args] = process.argv.slice(2)

try {
  const command = commands[name]
  if (!command) {
    throw new ConfigError(`unknown command "${name}". There are: ${Object.keys(commands).join(', ')}.`)
  }
  // The demo never shares a folder with a practice's real data.
  const demoFolder = name === 'demo' ? { DIVAN_DATA_DIR: process.env.DIVAN_DATA_DIR || './data/demo' } : {}
  const config: Config = readConfig({ ...process.env, ...demoFolder })
  await command(config, args)
} catch (error) {
  // What whoever runs the machine can mend is said in a sentence; the rest is a bug and shows where.
  const expected =
    error instanceof ConfigError ||
    error instanceof DatabaseUnfit ||
    (error as Error).name === 'EmbeddedStartError'
  console.error(expected ? `Divan: ${(error as Error).message}` : error)
  // Whatever the failed start still holds open must not keep it from ending.
  process.exit(1)
}
