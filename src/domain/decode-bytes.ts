import type { Refused } from './refusal.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const
export type Encoding = (typeof encodings)[number]

export type Decoded = { readonly encoding: Encoding; readonly text: string }
export type BytesRefusal = Refused<'empty-file' | 'workbook' | 'not-text'>

/**
 * The text of an uploaded file. Byte order marks decide; then strict UTF-8; then UTF-16 by its zero
 * bytes; then whichever of Windows-1252 and Mac Roman yields the letters French uses. A UTF-8 file
 * with a few broken bytes stays UTF-8, with U+FFFD where they were. `chosen` overrules all of it.
 * Refuses an Excel workbook, other binary files, and nothing at all.
 */
export function decodeBytes(bytes: Uint8Array, chosen?: Encoding): Decoded | BytesRefusal {
  if (bytes.length === 0) return { refused: 'empty-file' }
  // Zip (xlsx, ods) and the compound file of old Excel: the most common wrong file by far.
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { refused: 'workbook' }
  }
  const encoding = chosen ?? detectEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\0') || startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return { refused: 'not-text' }
  return text.trim() === '' ? { refused: 'empty-file' } : { encoding, text }
}

function detectEncoding(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  const zeros = findZeroBytes(bytes)
  if (zeros) return zeros
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return isDamagedUtf8(bytes) ? 'utf-8' : detectSingleByte(bytes)
  }
}

/** Latin text in UTF-16 has a zero in nearly every second byte. */
function findZeroBytes(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const most = sample.length / 2
  if (odd > most * 0.5 && even < most * 0.1) return 'utf-16le'
  if (even > most * 0.5 && odd < most * 0.1) return 'utf-16be'
  return undefined
}

/** Sequences of UTF-8 that hold together outnumber the broken bytes: in another encoding none would. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  const broken = text.match(/\ufffd/g)?.length ?? 0
  return whole >= broken * 4
}

function detectSingleByte(bytes: Uint8Array): Encoding {
  const score = (encoding: Encoding) =>
    new TextDecoder(encoding).decode(bytes).match(/[àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ€’«»°]/g)?.length ?? 0
  return score('macintosh') > score('windows-1252') ? 'macintosh' : 'windows-1252'
}

function startsWith(bytes: Uint8Array, ...first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte)
}
