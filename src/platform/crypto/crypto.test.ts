import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { openKeyring } from './keyring.ts'
import { loadMasterKey, masterKeyFromText } from './master-key.ts'
import { seal, sealedWith, unseal } from './seal.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divan-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

const newMaster = () => masterKeyFromText(randomBytes(32).toString('base64'))
const practice = newId()

describe('a sealed field', () => {
  const key = { id: newId(), secret: randomBytes(32) }

  test('names its key and opens at its place only', () => {
    const sealed = seal(key, 'note_version.body:1', 'Elle dit « ça va » 👋🏽 ‏שלום')
    expect(sealedWith(sealed)).toBe(key.id)
    expect(unseal(key, 'note_version.body:1', sealed).toString()).toBe('Elle dit « ça va » 👋🏽 ‏שלום')
    expect(() => unseal(key, 'note_version.body:2', sealed)).toThrow(/authenticate/)
  })

  test('refuses a changed bit, anywhere', () => {
    const sealed = seal(key, 'place', 'texte')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => unseal(key, 'place', changed), `byte ${at}`).toThrow(/authenticate|sealed/)
    }
  })

  test('is never the same twice', () => {
    expect(seal(key, 'place', 'texte').equals(seal(key, 'place', 'texte'))).toBe(false)
  })
})

describe('the keyring', () => {
  test('keeps one key per owner, across restarts', async () => {
    const master = newMaster()
    const sealed = await openKeyring(folder, master).seal(practice, 'patient-1', 'place', 'secret')
    expect(
      (await openKeyring(folder, master).unseal(practice, 'patient-1', 'place', sealed)).toString(),
    ).toBe('secret')
    await expect(openKeyring(folder, master).unseal(practice, 'practice', 'place', sealed)).rejects.toThrow(
      /destroyed/,
    )
  })

  test('processes that make the same key at once end with one key', async () => {
    const master = newMaster()
    const rings = Array.from({ length: 8 }, () => openKeyring(folder, master))
    const sealed = await Promise.all(rings.map((ring) => ring.seal(practice, 'practice', 'place', 'x')))
    expect(new Set(sealed.map(sealedWith)).size).toBe(1)
    expect(await readdir(join(folder, practice))).toEqual(['practice.json'])
  })

  test('a destroyed key file destroys what it sealed', async () => {
    const master = newMaster()
    const sealed = await openKeyring(folder, master).seal(practice, 'patient-2', 'place', 'secret')
    await rm(join(folder, practice, 'patient-2.json'))
    await expect(openKeyring(folder, master).unseal(practice, 'patient-2', 'place', sealed)).rejects.toThrow(
      /destroyed/,
    )
  })

  test('a new master key opens everything once the ring is wrapped again, and the old one nothing', async () => {
    const [old, fresh] = [newMaster(), newMaster()]
    const sealed = await openKeyring(folder, old).seal(practice, 'practice', 'place', 'secret')
    await expect(openKeyring(folder, fresh).unseal(practice, 'practice', 'place', sealed)).rejects.toThrow(
      /master key/,
    )
    expect(await openKeyring(folder, fresh, [old]).rewrap()).toBe(1)
    expect(await openKeyring(folder, fresh, [old]).rewrap()).toBe(0)
    expect((await openKeyring(folder, fresh).unseal(practice, 'practice', 'place', sealed)).toString()).toBe(
      'secret',
    )
    await expect(openKeyring(folder, old).unseal(practice, 'practice', 'place', sealed)).rejects.toThrow(
      /master key/,
    )
  })

  test('its files are the owner’s alone and hold no key in clear', async () => {
    const ring = openKeyring(folder, newMaster())
    await ring.seal(practice, 'practice', 'place', 'x')
    const file = join(folder, practice, 'practice.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8'))[0])).toEqual([
      'id',
      'master',
      'wrapped',
      'createdAt',
    ])
  })
})

describe('the master key', () => {
  test('is made once, 0600, and read again', async () => {
    const file = join(folder, 'below', 'master.key')
    const first = loadMasterKey(undefined, file)
    expect(first.created).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const second = loadMasterKey(undefined, file)
    expect(second).toEqual({ created: false, key: first.key })
  })

  test('a setting that is not 32 bytes is refused', () => {
    expect(() => masterKeyFromText('c2hvcnQ=')).toThrow(/32 bytes/)
  })
})
