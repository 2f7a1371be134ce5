import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type S3Peer, startS3 } from '#test/s3-server.ts'
import { localStorage } from './local.ts'
import { s3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

const MEGABYTE = 1_048_576

let folder: string
let s3: S3Peer
let storages: Record<string, Storage>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divan-storage-'))
  s3 = await startS3()
  storages = { local: localStorage(join(folder, 'local')), s3: await s3Storage(s3.settings) }
})
afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true })
})

const storageNamed = (name: string): Storage => {
  const storage = storages[name]
  if (!storage) throw new Error('no such storage')
  return storage
}

async function read(storage: Storage, key: string): Promise<Buffer | undefined> {
  const file = await storage.open(key)
  return file && Buffer.concat(await Array.fromAsync(file))
}

const drafts = (): Promise<string[]> => readdir(join(folder, 'local', '.drafts'))

/** What is half written: nothing, unless a crash left it. */
const halfWritten = async (name: string): Promise<string[]> => (name === 's3' ? s3.uploads() : drafts())

describe.each(['local', 's3'])('%s storage', (name) => {
  test('gives back what it was given, replaces it, removes it', async () => {
    const storage = storageNamed(name)
    const bytes = Buffer.from([0, 255, 10, 13, 1])
    expect(await read(storage, 'practice/1/file')).toBeUndefined()
    await storage.put('practice/1/file', [bytes])
    expect(await read(storage, 'practice/1/file')).toEqual(bytes)
    await storage.put('practice/1/file', [Buffer.from('au'), Buffer.from('tre')])
    expect((await read(storage, 'practice/1/file'))?.toString()).toBe('autre')
    await storage.put('practice/1/empty', [])
    expect(await read(storage, 'practice/1/empty')).toEqual(Buffer.alloc(0))
    await storage.remove('practice/1/file')
    expect(await read(storage, 'practice/1/file')).toBeUndefined()
    await storage.remove('practice/1/file')
  })

  test.each([5 * MEGABYTE, 12 * MEGABYTE + 7])('keeps a stream of %i bytes', async (length) => {
    const storage = storageNamed(name)
    const hash = createHash('sha256')
    async function* stream(): AsyncGenerator<Buffer> {
      for (let left = length; left > 0;) {
        const piece = randomBytes(Math.min(left, 300_001))
        left -= piece.length
        hash.update(piece)
        yield piece
      }
    }
    await storage.put('practice/1/large', stream())
    const bytes = await read(storage, 'practice/1/large')
    expect(bytes?.length).toBe(length)
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(hash.digest('hex'))
    expect(await halfWritten(name)).toEqual([])
  })

  test.each([1, 11])('a stream that fails after %i MB leaves nothing', async (megabytes) => {
    const storage = storageNamed(name)
    async function* failing(): AsyncGenerator<Buffer> {
      for (let sent = 0; sent < megabytes; sent++) yield randomBytes(MEGABYTE)
      throw new Error('the line was cut')
    }
    await expect(storage.put('practice/1/cut', failing())).rejects.toThrow('the line was cut')
    expect(await read(storage, 'practice/1/cut')).toBeUndefined()
    expect(await halfWritten(name)).toEqual([])
  })

  test('a reader who turns away holds nothing open', async () => {
    const storage = storageNamed(name)
    await storage.put('practice/1/long', [randomBytes(3 * MEGABYTE)])
    const before = await openHandles()
    for (let count = 0; count < 20; count++) {
      const file = await storage.open('practice/1/long')
      for await (const _ of file ?? []) break
    }
    expect(await openHandles()).toBeLessThan(before + 10)
  })
})

const openHandles = async (): Promise<number> => (await readdir('/proc/self/fd')).length

describe('what a crash left half written', () => {
  const written = Temporal.Instant.from('2026-11-20T10:00:00Z')

  test('is removed once it is older than asked, on this machine', async () => {
    const path = join(folder, 'local', '.drafts', 'left')
    await writeFile(path, 'half a file')
    await utimes(path, new Date(written.epochMilliseconds), new Date(written.epochMilliseconds))
    expect(await storageNamed('local').sweep(written)).toBe(0)
    expect(await storageNamed('local').sweep(written.add({ milliseconds: 1 }))).toBe(1)
    expect(await drafts()).toEqual([])
  })

  test('is aborted on S3', async () => {
    const { CreateMultipartUploadCommand, S3Client } = await import('@aws-sdk/client-s3')
    const { accessKeyId, secretAccessKey, region, endpoint = '', bucket } = s3.settings
    const credentials = { accessKeyId, secretAccessKey }
    const client = new S3Client({ region, endpoint, forcePathStyle: true, credentials })
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'practice/1/left' }))
    expect(await s3.uploads()).toHaveLength(1)
    expect(await storageNamed('s3').sweep(written)).toBe(0)
    expect(await storageNamed('s3').sweep(Temporal.Instant.from('2100-01-01T00:00:00Z'))).toBe(1)
    expect(await s3.uploads()).toEqual([])
  })
})

describe('local storage', () => {
  test('keeps to its folder', async () => {
    const storage = storageNamed('local')
    await expect(storage.put('../outside', [Buffer.from('x')])).rejects.toThrow(/inside/)
    await expect(storage.open('/etc/passwd')).rejects.toThrow(/inside/)
  })

  test('leaves whole files, the owner’s alone', async () => {
    await storageNamed('local').put('whole/a', [Buffer.from('x')])
    const path = join(folder, 'local', 'whole')
    expect(await readdir(path)).toEqual(['a'])
    expect((await stat(join(path, 'a'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(path, 'a'), 'utf8')).toBe('x')
  })
})
