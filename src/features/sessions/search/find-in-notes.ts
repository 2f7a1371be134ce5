import { toSearchKey } from '#src/domain/search-key.ts'

export interface SearchableNote {
  id: string
  text: string
}

export interface NoteMatch {
  id: string
  /** The first place where a word was found, with what stands around it; `hit` marks the words themselves. */
  excerpt: { text: string; hit: boolean }[]
  /** There is more of the note before and after. */
  cutBefore: boolean
  cutAfter: boolean
}

// About two lines on a wide screen, four on a phone.
const BEFORE = 80
const AFTER = 180
/** A run without spaces that is longer than this (Chinese, a pasted address) is cut at the found place itself. */
const LONG_RUN = 40

/** The notes in which every word is found, in any order, without accents or case. `words` are search keys. */
export function findInNotes(notes: readonly SearchableNote[], words: readonly string[]): NoteMatch[] {
  return notes.flatMap(({ id, text }) => {
    const key = toSearchKey(text)
    return words.length > 0 && words.every((word) => key.includes(word))
      ? [{ id, ...excerptOf(text, words) }]
      : []
  })
}

interface Span {
  from: number
  to: number
}

function excerptOf(text: string, words: readonly string[]): Omit<NoteMatch, 'id'> {
  const hits = findSpans(text, words)
  const first = hits[0] ?? { from: 0, to: 0 }
  const from = startNear(text, first.from - BEFORE)
  const to = endNear(text, Math.max(first.to, first.from + AFTER))
  const excerpt: NoteMatch['excerpt'] = []
  const add = (start: number, end: number, hit: boolean): void => {
    if (end > start) excerpt.push({ text: text.slice(start, end), hit })
  }
  let at = from
  for (const hit of hits) {
    if (hit.from < at || hit.to > to) continue
    add(at, hit.from, false)
    add(hit.from, hit.to, true)
    at = hit.to
  }
  add(at, to, false)
  return { excerpt, cutBefore: from > 0, cutAfter: to < text.length }
}

/** Where the words stand in the text as it was written. */
function findSpans(text: string, words: readonly string[]): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(/\S+/g)) {
    const [run] = match
    const key = toSearchKey(run)
    const word = words.find((candidate) => key.includes(candidate))
    if (word === undefined) continue
    const inside = run.length > LONG_RUN ? narrow(run, word) : trimmed(run)
    spans.push({ from: match.index + inside.from, to: match.index + inside.to })
  }
  return spans
}

/** The letters of a run, without the punctuation around it. */
function trimmed(run: string): Span {
  const from = run.search(/[\p{L}\p{N}\p{S}]/u)
  const tail = /[^\p{L}\p{M}\p{N}\p{S}\uFE0F]*$/u.exec(run)?.[0].length ?? 0
  return { from: Math.max(0, from), to: Math.max(run.length - tail, from + 1) }
}

/** The shortest stretch of a long run that holds the word; found by halving, as folding moves letters. */
function narrow(run: string, word: string): Span {
  const to = smallest(0, run.length, (end) => toSearchKey(run.slice(0, end)).includes(word))
  const back = smallest(0, to, (length) => toSearchKey(run.slice(to - length, to)).includes(word))
  return { from: to - back, to }
}

function smallest(low: number, high: number, isEnough: (value: number) => boolean): number {
  let [below, enough] = [low, high]
  while (below < enough) {
    const middle = Math.floor((below + enough) / 2)
    if (isEnough(middle)) enough = middle
    else below = middle + 1
  }
  return enough
}

/** A place to begin at or after `at`: after a space where one is near, never inside a character. */
function startNear(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at, at + LONG_RUN).search(/\s\S/)
  return space === -1 ? wholeCharacter(text, at) : at + space + 1
}

function endNear(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(at, at + LONG_RUN).search(/\s/)
  return space === -1 ? wholeCharacter(text, at) : at + space
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
