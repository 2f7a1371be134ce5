import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#src/domain/ids.ts'
import { type Pieces, syncFolder, writeWhole } from '../write-whole.ts'
import { type MasterKey, unwrapKey, wrapKey } from './master-key.ts'
import { openChunks, sealChunks } from './seal-chunks.ts'
import { type DataKey, seal, sealedWith, unseal } from './seal.ts'

/**
 * Whose key seals a field: one per patient file, one for the rest of the practice, and one for accounting
 * documents, which outlive the file by ten years. Destroying a key destroys what it sealed, everywhere.
 */
export type KeyOwner = 'practice' | 'accounting' | `patient-${string}`

export interface Keyring {
  seal(practiceId: string, owner: KeyOwner, place: string, plain: string | Buffer): Promise<Buffer>
  /** Throws when the key was destroyed or the field does not belong there. */
  unseal(practiceId: string, owner: KeyOwner, place: string, sealed: Buffer): Promise<Buffer>
  /** Seals a file while it streams: never held whole. */
  sealFile(practiceId: string, owner: KeyOwner, place: string, plain: Pieces): AsyncGenerator<Buffer>
  /** Opens a file, each piece once it is proven; throws at the first that is not, or where the end is missing. */
  openFile(practiceId: string, owner: KeyOwner, place: string, sealed: Pieces): AsyncGenerator<Buffer>
  /** A copy of the key that opens a field, for a thread of ours, which wipes it. Throws when the key was destroyed. */
  lend(practiceId: string, owner: KeyOwner, sealed: Buffer): Promise<DataKey>
  /** Wraps every key again with the present master key; returns how many had another one. */
  rewrap(): Promise<number>
}

interface StoredKey {
  id: string
  /** Fingerprint of the master key that wraps it. */
  master: string
  wrapped: string
  createdAt: string
}

/** Unwrapped keys kept in memory: a busy practice opens a few dozen files a day. */
const CACHE_SIZE = 2_000

/**
 * A folder outside PostgreSQL and its backups: one file per owner, holding its keys, newest first, each
 * wrapped by the master key. `previous` master keys still open what they wrapped until `rewrap` has run.
 */
export function openKeyring(folder: string, master: MasterKey, previous: readonly MasterKey[] = []): Keyring {
  const masters = new Map([master, ...previous].map((key) => [key.fingerprint, key]))
  const cache = new Map<string, DataKey[]>()

  async function keysOf(practiceId: string, owner: KeyOwner): Promise<DataKey[]> {
    const path = join(folder, practiceId, `${owner}.json`)
    const known = cache.get(path)
    if (known) return known
    const stored = (await readKeys(path)) ?? (await createKeys(path))
    const keys = stored.map(unwrap)
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? '')
    cache.set(path, keys)
    return keys
  }

  async function keyOf(practiceId: string, owner: KeyOwner, id: string): Promise<DataKey> {
    const key = (await keysOf(practiceId, owner)).find((candidate) => candidate.id === id)
    if (!key) throw new Error('the key of this field was destroyed')
    return key
  }

  async function currentKey(practiceId: string, owner: KeyOwner): Promise<DataKey> {
    const [current] = await keysOf(practiceId, owner)
    if (!current) throw new Error('no key')
    return current
  }

  async function createKeys(path: string): Promise<StoredKey[]> {
    const id = newId()
    const wrapped = wrapKey(master, id, randomBytes(32)).toString('base64')
    const stored = [{ id, master: master.fingerprint, wrapped, createdAt: new Date().toISOString() }]
    // The key must be on disk before anything sealed with it is committed; where two processes make the
    // same key at once, the first file stays and both use it.
    await writeDurably(path, JSON.stringify(stored), 'create')
    const winner = await readKeys(path)
    if (!winner) throw new Error('the keyring cannot be written')
    return winner
  }

  function unwrap(stored: StoredKey): DataKey {
    const wrapper = masters.get(stored.master)
    if (!wrapper)
      throw new Error(`the keyring needs the master key ${stored.master}, which is not configured`)
    return { id: stored.id, secret: unwrapKey(wrapper, stored.id, Buffer.from(stored.wrapped, 'base64')) }
  }

  return {
    async seal(practiceId, owner, place, plain) {
      return seal(await currentKey(practiceId, owner), place, plain)
    },
    async unseal(practiceId, owner, place, sealed) {
      return unseal(await keyOf(practiceId, owner, sealedWith(sealed)), place, sealed)
    },
    async *sealFile(practiceId, owner, place, plain) {
      yield* sealChunks(await currentKey(practiceId, owner), place, plain)
    },
    openFile: (practiceId, owner, place, sealed) =>
      openChunks((id) => keyOf(practiceId, owner, id), place, sealed),
    async lend(practiceId, owner, sealed) {
      const { id, secret } = await keyOf(practiceId, owner, sealedWith(sealed))
      // In memory of its own: a small buffer shares its memory with others, which would travel along.
      return { id, secret: Buffer.from(Uint8Array.from(secret).buffer) }
    },
    async rewrap() {
      let changed = 0
      const files = await readdir(folder, { recursive: true }).catch(() => [])
      for (const name of files.filter((file) => file.endsWith('.json'))) {
        const path = join(folder, name)
        const stored = (await readKeys(path)) ?? []
        if (stored.every((key) => key.master === master.fingerprint)) continue
        const fresh = stored.map((key) => ({
          ...key,
          master: master.fingerprint,
          wrapped: wrapKey(master, key.id, unwrap(key).secret).toString('base64'),
        }))
        await writeDurably(path, JSON.stringify(fresh), 'replace')
        changed++
      }
      return changed
    },
  }
}

async function readKeys(path: string): Promise<StoredKey[] | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : (JSON.parse(text) as StoredKey[])
}

async function writeDurably(path: string, text: string, mode: 'create' | 'replace'): Promise<void> {
  const parent = join(path, '..')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeWhole(draft, text, async () => {
    if (mode === 'replace') return rename(draft, path)
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  })
  await syncFolder(parent)
}
