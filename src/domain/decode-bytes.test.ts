import { expect, test } from 'vitest'

import { decodeBytes } from './decode-bytes.ts'

const text = 'Nom;Prénom\r\nLefèvre;Noël\r\nGarçon;Zoé\r\n'
const utf8 = new TextEncoder().encode(text)
const utf16le = new Uint8Array(Buffer.from(text, 'utf16le'))
const utf16be = new Uint8Array(Buffer.from(text, 'utf16le').swap16())
const windows = new Uint8Array(Buffer.from(text, 'latin1'))
const macintosh = Uint8Array.from(windows, (byte) => {
  const places: Record<string, number> = { é: 0x8e, è: 0x8f, ë: 0x91, ç: 0x8d }
  return places[String.fromCharCode(byte)] ?? byte
})
const marked = (mark: readonly number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes])

test.each([
  ['utf-8', utf8],
  ['utf-8', marked([0xef, 0xbb, 0xbf], utf8)],
  ['utf-16le', marked([0xff, 0xfe], utf16le)],
  ['utf-16be', marked([0xfe, 0xff], utf16be)],
  ['utf-16le', utf16le],
  ['utf-16be', utf16be],
  ['windows-1252', windows],
  ['macintosh', macintosh],
])('finds %s', (encoding, bytes) => expect(decodeBytes(bytes)).toEqual({ encoding, text }))

test('the euro and the typographic apostrophe are Windows-1252, not Latin-1', () => {
  expect(decodeBytes(Uint8Array.from([0x6c, 0x92, 0xe9, 0x74, 0xe9, 0x20, 0x80]))).toMatchObject({
    text: 'l’été €',
  })
})

test('a few broken bytes do not turn a UTF-8 file into another one', () => {
  const broken = marked([...utf8], Uint8Array.from([0x41, 0xff, 0x42]))
  expect(decodeBytes(broken)).toEqual({ encoding: 'utf-8', text: `${text}A\ufffdB` })
})

test('a choice overrules detection', () => {
  expect(decodeBytes(utf8, 'windows-1252')).toMatchObject({ text: expect.stringContaining('PrÃ©nom') })
})
