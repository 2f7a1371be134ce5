import { chownSync } from 'node:fs'
import { EmbeddedStartError } from './start-error.ts'

/** As whom the database programs run, since PostgreSQL refuses to run as root. */
export interface Identity {
  /** What stands before the program on the command line. */
  prefix: readonly string[]
  /** Set where the process must change user. */
  user?: { uid: number; gid: number }
}

/**
 * Decides as whom PostgreSQL runs on a data directory owned by `owner`. An ordinary user runs it
 * as itself. Root runs it, on a directory of its own, in a user namespace in which it is user 1
 * (no system user is made, files stay root's, folders closed to others stay readable); on another
 * user's directory, as that user. Refuses another user's directory to an ordinary user, and
 * root's own where user namespaces do not exist (macOS).
 */
export function chooseIdentity(
  dataDir: string,
  owner: { uid: number; gid: number },
  me: number | undefined = process.getuid?.(),
  platform: string = process.platform,
): Identity {
  if (me !== 0) {
    if (me === owner.uid) return { prefix: [] }
    throw new EmbeddedStartError(
      `The data directory ${dataDir} belongs to user ${owner.uid}, not to user ${me} who runs Divan: run Divan as that user, or give it another DIVAN_DATA_DIR.`,
    )
  }
  if (owner.uid !== 0) return { prefix: [], user: owner }
  if (platform === 'linux') return { prefix: ['unshare', '--user', '--map-user=1', '--map-group=1'] }
  throw new EmbeddedStartError(
    'PostgreSQL refuses to run as root: run Divan as an ordinary user, or set DATABASE_URL.',
  )
}

/** Splits a command line for `spawn`, with the identity's prefix and user. */
export function commandAs(identity: Identity, program: string, args: readonly string[]) {
  const [file = program, ...rest] = [...identity.prefix, program, ...args]
  return { file, args: rest, user: identity.user ?? {} }
}

/** Hands a file that this process made to the user who runs the database. */
export function handOver(identity: Identity, path: string) {
  if (identity.user) chownSync(path, identity.user.uid, identity.user.gid)
}

/** A sentence for the two ways in which root's user namespace can be impossible, if output shows one. */
export function explainIdentityFailure(output: string): string | undefined {
  const denied = /unshare: .*(not permitted|denied|No space left|Invalid argument)/.exec(output)
  const missing = /spawn unshare ENOENT|unshare: unrecognized option/.exec(output)
  if (!denied && !missing) return undefined
  const cause = missing
    ? 'the program "unshare" of util-linux is missing or too old'
    : 'this system allows no user namespaces'
  return `Divan runs as root, as which PostgreSQL refuses to run, and ${cause}: run Divan as an ordinary user, or set DATABASE_URL.`
}
