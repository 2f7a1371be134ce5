import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { openChunks, sealChunks } from './seal-chunks.ts'
import { type DataKey, seal } from './seal.ts'

const CHUNK = 65_536
const SEALED = CHUNK + 16
const HEAD = 28
const BROKEN = /not a sealed file|was cut|authenticate/
const PLACE = 'stored_file.content:1'
const key: DataKey = { id: newId(), secret: randomBytes(32) }

/** In parts of `size`, as a network or a disk would hand them over. */
async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const sealAll = async (plain: Buffer, size = 50_000): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(sealChunks(key, PLACE, inParts(plain, size))))

const openAll = async (sealed: Buffer, size = 50_000, place = PLACE, held = key): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(openChunks(() => Promise.resolve(held), place, inParts(sealed, size))))

/** What was given before it was refused. */
async function takeUntilRefused(sealed: Buffer): Promise<{ given: Buffer; error: unknown }> {
  const given: Buffer[] = []
  try {
    for await (const piece of openChunks(() => Promise.resolve(key), PLACE, inParts(sealed, 4_096)))
      given.push(piece)
    return { given: Buffer.concat(given), error: undefined }
  } catch (error) {
    return { given: Buffer.concat(given), error }
  }
}

describe('a sealed file', () => {
  test.each([0, 1, 15, 16, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])(
    'of %i bytes comes back the same, however it is cut on its way',
    async (length) => {
      const plain = randomBytes(length)
      for (const size of [1_000, CHUNK, 200_000]) {
        const sealed = await sealAll(plain, size)
        expect(sealed.length).toBe(HEAD + length + 16 * Math.max(1, Math.ceil(length / CHUNK)))
        expect((await openAll(sealed, size)).equals(plain)).toBe(true)
      }
    },
  )

  test('opens byte by byte', async () => {
    const plain = randomBytes(300)
    expect((await openAll(await sealAll(plain, 1), 1)).equals(plain)).toBe(true)
  })

  test('opens at its place and with its key only', async () => {
    const sealed = await sealAll(randomBytes(CHUNK + 5))
    await expect(openAll(sealed, CHUNK, 'stored_file.content:2')).rejects.toThrow(/authenticate/)
    const other = { id: key.id, secret: randomBytes(32) }
    await expect(openAll(sealed, CHUNK, PLACE, other)).rejects.toThrow(/authenticate/)
  })

  test('cut anywhere is refused, at the edge of a chunk too', async () => {
    const sealed = await sealAll(randomBytes(3 * CHUNK))
    const cuts = [0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + 15, HEAD + 16, sealed.length - 1]
    for (const length of [...cuts, HEAD + SEALED, HEAD + 2 * SEALED]) {
      await expect(openAll(sealed.subarray(0, length)), `${length} bytes`).rejects.toThrow(BROKEN)
    }
  })

  test('with chunks moved, doubled, left out or added is refused', async () => {
    const sealed = await sealAll(randomBytes(4 * CHUNK))
    const head = sealed.subarray(0, HEAD)
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => sealed.subarray(HEAD + n * SEALED, HEAD + (n + 1) * SEALED))
    const foreign = (await sealAll(randomBytes(4 * CHUNK))).subarray(HEAD)
    if (!a || !b || !c || !d) throw new Error('no chunks')
    for (const changed of [
      [b, a, c, d],
      [a, c, b, d],
      [a, b, d],
      [a, b, c, d, d],
      [a, b, c, c, d],
      [d],
      [foreign],
      [a, foreign.subarray(SEALED)],
      [a, b, c, d, Buffer.alloc(16)],
    ])
      await expect(openAll(Buffer.concat([head, ...changed]))).rejects.toThrow(BROKEN)
    expect((await openAll(Buffer.concat([head, a, b, c, d]))).length).toBe(4 * CHUNK)
  })

  test('with one bit changed gives what came before it, and no more', async () => {
    const plain = randomBytes(3 * CHUNK)
    const sealed = await sealAll(plain)
    for (const at of [0, 1, 17, 20, 21, 27, HEAD, HEAD + SEALED, HEAD + 2 * SEALED, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      const { given, error } = await takeUntilRefused(changed)
      expect(error, `byte ${at}`).toBeInstanceOf(Error)
      const whole = Math.max(0, Math.floor((at - HEAD) / SEALED))
      expect(given.equals(plain.subarray(0, whole * CHUNK)), `byte ${at}`).toBe(true)
    }
  })

  test('names no chunk larger than a megabyte', async () => {
    const sealed = await sealAll(randomBytes(10))
    sealed.writeUInt32BE(2 ** 31, 17)
    await expect(openAll(sealed)).rejects.toThrow('not a sealed file')
  })

  test('closes what it reads from when nobody reads on', async () => {
    let closed = 0
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield randomBytes(10_000)
      } finally {
        closed++
      }
    }
    for await (const _ of sealChunks(key, PLACE, endless())) break
    const sealing = sealChunks(key, PLACE, endless())
    await sealing.next()
    await sealing.next()
    await sealing.return(undefined)
    expect(closed).toBe(1)
  })
})

describe('a file of the first format', () => {
  test('stays readable', async () => {
    const plain = Buffer.from('%PDF-1.7 une facture')
    expect((await openAll(seal(key, PLACE, plain))).equals(plain)).toBe(true)
    expect((await openAll(seal(key, PLACE, randomBytes(200_000)), 1_000)).length).toBe(200_000)
  })

  test('as it was written in November 2026 opens today', async () => {
    const former: DataKey = {
      id: '019ab1c2-d3e4-7f56-8a9b-0c1d2e3f4a5b',
      secret: createHash('sha256').update('a key of a test').digest(),
    }
    const sealed = Buffer.from(FORMER, 'base64')
    expect((await openAll(sealed, 7, 'invoice.pdf:1', former)).toString()).toBe('%PDF-1.7 Facture 2026-0001')
  })
})

const FORMER =
  'AQGascLT5H9WipsMHS4/SltBxJeeun8zr7kK3oWvR9gwJt1Dn5IELqpt+xKJqta/A+oDiKrW8wVc7/h1J+dUxbLnLnmnU0w='
