import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Pieces } from '../write-whole.ts'
import { type DataKey, HEADER, TAG, idBytes, keyIdIn, unseal, VERSION } from './seal.ts'

// Format 2, for files: what is sealed is cut into chunks, each sealed by itself, so that neither side ever holds a whole
// file. The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated Encryption, 2015):
//   head   version (1) | key id (16) | plain bytes a chunk (4, big-endian) | prefix (7, random)
//   chunk  ciphertext | tag (16), AES-256-GCM
//   nonce  prefix (7) | number of the chunk (4, big-endian) | 1 in the last chunk, else 0
// Every chunk authenticates the head and the place. One left out, moved, added or cut off does not open, and neither
// does a file that ends early: its last chunk was not sealed as the last.
const CHUNKED = 2
const PREFIX = 7
const HEAD = HEADER + 4 + PREFIX
const CHUNK = 65_536
/** What a chunk may hold at most: whoever writes the head must not decide how much memory is taken. */
const MAX_CHUNK = 1_048_576

/** Seals a stream as it comes; `place` as in `seal`. Never more than two chunks of 64 KiB are held. */
export async function* sealChunks(key: DataKey, place: string, plain: Pieces): AsyncGenerator<Buffer> {
  const head = Buffer.concat([Buffer.of(CHUNKED), idBytes(key.id), Buffer.alloc(4), randomBytes(PREFIX)])
  head.writeUInt32BE(CHUNK, HEADER)
  yield head
  const sealOne = (piece: Buffer, number: number, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonceOf(head, number, last))
    cipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }
  yield* eachPiece(cut(plain, CHUNK), sealOne)
}

/**
 * Opens what `sealChunks` or, in former years, `seal` made of a file. Each chunk is given once it is proven; throws at
 * the first that is not, and at the end when the end is missing. `findKey` gets the id of the key that sealed it.
 */
export async function* openChunks(
  findKey: (id: string) => Promise<DataKey>,
  place: string,
  sealed: Pieces,
): AsyncGenerator<Buffer> {
  const pieces = cut(sealed, CHUNK + TAG, HEAD)
  try {
    const { value: head } = await pieces.next()
    if (head?.[0] === VERSION) yield await openWhole(findKey, place, head, pieces)
    else yield* openEach(findKey, place, head, pieces)
  } finally {
    await pieces.return(undefined)
  }
}

/** Format 1, which holds a file in one piece: the invoices of the first months. */
async function openWhole(
  findKey: (id: string) => Promise<DataKey>,
  place: string,
  head: Buffer,
  rest: AsyncIterable<Buffer>,
): Promise<Buffer> {
  const whole = Buffer.concat([head, ...(await Array.fromAsync(rest))])
  return unseal(await findKey(keyIdIn(whole)), place, whole)
}

async function* openEach(
  findKey: (id: string) => Promise<DataKey>,
  place: string,
  head: Buffer | undefined,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  if (!head || head.length < HEAD || head[0] !== CHUNKED) throw new Error('not a sealed file')
  const size = head.readUInt32BE(HEADER)
  if (size === 0 || size > MAX_CHUNK) throw new Error('not a sealed file')
  const key = await findKey(keyIdIn(head))
  const openOne = (piece: Buffer, number: number, last: boolean): Buffer => {
    if (piece.length < TAG) throw new Error('a sealed file was cut')
    const decipher = createDecipheriv('aes-256-gcm', key.secret, nonceOf(head, number, last))
    decipher.setAAD(Buffer.concat([head, Buffer.from(place)]))
    decipher.setAuthTag(piece.subarray(-TAG))
    return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()])
  }
  yield* eachPiece(size === CHUNK ? rest : cut(rest, size + TAG), openOne)
}

/** One piece behind, since the last is treated as such. Without any piece an empty one is the last. */
async function* eachPiece(
  pieces: AsyncIterable<Buffer>,
  treat: (piece: Buffer, number: number, last: boolean) => Buffer,
): AsyncGenerator<Buffer> {
  let waiting: Buffer | undefined
  let number = 0
  for await (const piece of pieces) {
    if (waiting) yield treat(waiting, number++, false)
    waiting = piece
  }
  yield treat(waiting ?? Buffer.alloc(0), number, true)
}

/** The same bytes in pieces of `size`, the first of `first`, the last shorter. */
async function* cut(source: Pieces, size: number, first: number = size): AsyncGenerator<Buffer, undefined> {
  let piece = Buffer.allocUnsafeSlow(first)
  let filled = 0
  for await (const part of source) {
    for (let at = 0; at < part.length;) {
      const taken = Math.min(piece.length - filled, part.length - at)
      piece.set(part.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled < piece.length) continue
      yield piece
      piece = Buffer.allocUnsafeSlow(size)
      filled = 0
    }
  }
  if (filled > 0) yield piece.subarray(0, filled)
}

function nonceOf(head: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  head.copy(nonce, 0, HEAD - PREFIX, HEAD)
  nonce.writeUInt32BE(number, PREFIX)
  nonce[11] = last ? 1 : 0
  return nonce
}
