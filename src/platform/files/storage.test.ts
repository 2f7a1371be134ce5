import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localStorage } from './local.ts'
import { s3Storage } from './s3.ts'
import type { Storage } from './storage.ts'

interface S3Server {
  run(): Promise<{ port: number }>
  close(): Promise<void>
}

// A real peer: s3rver speaks the S3 protocol over loopback.
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

let folder: string
let server: S3Server
let storages: Record<string, Storage>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divan-storage-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'files' }],
  })
  const { port } = await server.run()
  storages = {
    local: localStorage(join(folder, 'local')),
    s3: await s3Storage({
      bucket: 'files',
      region: 'eu-west-3',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    }),
  }
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

describe.each(['local', 's3'])('%s storage', (name) => {
  test('gives back what it was given, replaces it, removes it', async () => {
    const storage = storages[name]
    if (!storage) throw new Error('no such storage')
    const bytes = Buffer.from([0, 255, 10, 13, 1])
    expect(await storage.find('practice/1/file')).toBeUndefined()
    await storage.put('practice/1/file', bytes)
    expect(await storage.find('practice/1/file')).toEqual(bytes)
    await storage.put('practice/1/file', Buffer.from('autre'))
    expect((await storage.find('practice/1/file'))?.toString()).toBe('autre')
    await storage.remove('practice/1/file')
    expect(await storage.find('practice/1/file')).toBeUndefined()
    await storage.remove('practice/1/file')
  })
})

describe('local storage', () => {
  test('keeps to its folder', async () => {
    await expect(storages.local?.put('../outside', Buffer.from('x'))).rejects.toThrow(/inside/)
    expect(() => storages.local?.find('/etc/passwd')).toThrow(/inside/)
  })

  test('leaves whole files, the owner’s alone', async () => {
    await storages.local?.put('whole/a', Buffer.from('x'))
    expect(await readdir(join(folder, 'local', 'whole'))).toEqual(['a'])
    expect((await stat(join(folder, 'local', 'whole', 'a'))).mode & 0o777).toBe(0o600)
  })
})
