import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findChineseSlice, parseChineseSlice } from './chinese.ts'
import fraunces from './fonts/fraunces.ttf?inline'
import { type ParsedFont, parseFont } from './parsed-font.ts'

/** The faces a document is set in. */
export type FaceName = 'regular' | 'semibold' | 'title'

export interface Face {
  readonly name: string
  readonly font: ParsedFont
  /** Stands in for the document's own faces. */
  readonly fallback: boolean
}

type Weight = 400 | 600

const require = createRequire(import.meta.url)
const cache = new Map<string, Face>()

/** Read and parsed at first use, then kept: parsing costs more than drawing a page. */
export function faceOf(name: FaceName): Face {
  return keepFace(name, false, () => parseFont(readOwn(name)))
}

/** The face that draws a character as people see it (with its accents); undefined where no face has it. */
export function findFace(name: FaceName, cluster: string): Face | undefined {
  const visible = cluster.replace(invisibles, '')
  const own = faceOf(name)
  if (covers(own, visible)) return own
  const semibold = name === 'title' ? faceOf('semibold') : undefined
  if (semibold && covers(semibold, visible)) return semibold
  const weight = name === 'regular' ? 400 : 600
  for (const fallback of FALLBACKS) {
    const face = fallback.wants.test(cluster) ? fallback.find(weight, cluster) : undefined
    if (face && covers(face, visible)) return face
  }
  return undefined
}

/** Whether the face has every character of a text. */
export function covers({ font }: Face, text: string): boolean {
  for (const character of text) {
    if (!font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return false
  }
  return true
}

/** Joiners, direction marks and the like: they shape what stands around them, and no face needs to have them. */
export const invisibles = /\p{Default_Ignorable_Code_Point}/gu

function readOwn(name: FaceName): Buffer {
  if (name === 'title') return Buffer.from(fraunces.slice(fraunces.indexOf(',') + 1), 'base64')
  return readPackaged('figtree', 'Figtree', name === 'regular' ? 400 : 600)
}

interface Fallback {
  /** What it is asked for: nothing is read for other characters. */
  wants: RegExp
  find(weight: Weight, cluster: string): Face | undefined
}

/** Asked in this order for what Figtree lacks. */
const FALLBACKS: readonly Fallback[] = [
  { wants: /\p{Emoji_Presentation}|[\ufe0f\u20e3]/u, find: packaged('noto-emoji', 'NotoEmoji') },
  { wants: /\p{scx=Hebrew}/u, find: packaged('noto-sans-hebrew', 'NotoSansHebrew') },
  { wants: /\p{scx=Arabic}/u, find: packaged('noto-sans-arabic', 'NotoSansArabic') },
  { wants: /[^\p{scx=Han}\p{scx=Hangul}]/u, find: packaged('noto-sans', 'NotoSans') },
  { wants: /./su, find: findChinese },
  { wants: /\p{Extended_Pictographic}/u, find: packaged('noto-emoji', 'NotoEmoji') },
]

function packaged(directory: string, file: string): Fallback['find'] {
  return (weight) =>
    keepFace(`${file}-${weight}`, true, () => parseFont(readPackaged(directory, file, weight)))
}

function findChinese(weight: Weight, cluster: string): Face | undefined {
  const slice = findChineseSlice(cluster.codePointAt(0) ?? 0)
  if (slice === undefined) return undefined
  const name = `NotoSansSC-${slice}-${weight}`
  return keepFace(name, true, () => parseChineseSlice(slice, weight, name))
}

function readPackaged(directory: string, file: string, weight: Weight): Buffer {
  const style = weight === 400 ? '400Regular' : '600SemiBold'
  return readFileSync(require.resolve(`@expo-google-fonts/${directory}/${style}/${file}_${style}.ttf`))
}

function keepFace(name: string, fallback: boolean, parse: () => ParsedFont): Face {
  const known = cache.get(name)
  if (known) return known
  const face = { name, font: parse(), fallback }
  cache.set(name, face)
  return face
}
