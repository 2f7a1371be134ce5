import { tmpdir } from 'node:os'

/**
 * The environment of every database process: nothing of ours. The master key and service secrets
 * stand in our environment, and a database superuser can read that of the server; the PG…
 * variables of a developer's shell would also change what the programs do.
 */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', TMPDIR: tmpdir(), LC_ALL: 'C', TZ: 'UTC' }
}
