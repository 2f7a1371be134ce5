import { describe, expect, test } from 'vitest'
import { chooseIdentity, commandAs, explainIdentityFailure } from './identity.ts'

const root = { uid: 0, gid: 0 }
const marie = { uid: 1000, gid: 1000 }

describe('as whom PostgreSQL runs', () => {
  test('an ordinary user on a directory of theirs: as they are', () => {
    expect(chooseIdentity('/d', marie, 1000, 'linux')).toEqual({ prefix: [] })
  })

  test("an ordinary user on another's directory: refused, both named", () => {
    expect(() => chooseIdentity('/d', root, 1000, 'linux')).toThrow(/belongs to user 0, not to user 1000/)
  })

  test('root on its own directory: in a user namespace', () => {
    const identity = chooseIdentity('/d', root, 0, 'linux')
    expect(commandAs(identity, '/bin/postgres', ['-D', '/d'])).toEqual({
      file: 'unshare',
      args: ['--user', '--map-user=1', '--map-group=1', '/bin/postgres', '-D', '/d'],
      user: {},
    })
  })

  test("root on an ordinary user's directory: as that user", () => {
    const identity = chooseIdentity('/d', marie, 0, 'linux')
    expect(commandAs(identity, '/bin/postgres', [])).toEqual({ file: '/bin/postgres', args: [], user: marie })
  })

  test('root where there are no user namespaces: refused', () => {
    expect(() => chooseIdentity('/d', root, 0, 'darwin')).toThrow(/refuses to run as root/)
  })
})

test('says why root has no user namespace, and nothing of other failures', () => {
  const denied = explainIdentityFailure('unshare: unshare failed: Operation not permitted\n')
  expect(denied).toMatch(/allows no user namespaces/)
  expect(explainIdentityFailure('spawn unshare ENOENT')).toMatch(/"unshare" of util-linux is missing/)
  expect(explainIdentityFailure('FATAL: could not map anonymous shared memory')).toBeUndefined()
})
