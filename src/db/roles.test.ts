import type pg from 'pg'
import { expect, test } from 'vitest'
import { DatabaseUnfit, requireHarmlessLogin } from './roles.ts'

/** A server that answers as an old or a bare one would: neither can be had from a package. */
function serverThat(answers: object): Pick<pg.Client, 'query'> {
  const query = async () => ({ rows: [answers] })
  return { query: query as unknown as pg.Client['query'] }
}

const fit = {
  version: '15.0',
  number: 150_000,
  hasGist: true,
  rolname: 'divan_app',
  rolsuper: false,
  rolbypassrls: false,
}

test('version, extension and rights are looked at, and what is wrong is said', async () => {
  await expect(requireHarmlessLogin(serverThat(fit))).resolves.toBeUndefined()
  const faults: [object, RegExp][] = [
    [{ version: '14.13', number: 140_013 }, /^PostgreSQL 14\.13 is too old: Divan needs 15 or newer\.$/],
    [{ hasGist: false }, /lacks the extension "btree_gist".*postgresql-contrib/],
    [{ rolsuper: true }, /The login "divan_app" is a superuser/],
    [{ rolbypassrls: true }, /The login "divan_app" is allowed to bypass row-level security/],
  ]
  for (const [fault, sentence] of faults) {
    const refusal = requireHarmlessLogin(serverThat({ ...fit, ...fault }))
    await expect(refusal).rejects.toThrow(sentence)
    await expect(refusal).rejects.toBeInstanceOf(DatabaseUnfit)
  }
})
