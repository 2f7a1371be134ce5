import type { Refused } from './refusal.ts'

/** `impossible-date`: well formed, but no such day (31 April). `two-digit-year`: 71 could be two centuries. */
export type DateRefusal = Refused<'empty' | 'not-a-date' | 'two-digit-year' | 'impossible-date'>
export type TimeRefusal = Refused<'empty' | 'not-a-time' | 'impossible-time'>

const monthPrefixes: readonly (readonly [prefix: string, month: number])[] = [
  ['janv', 1],
  ['fev', 2],
  ['mar', 3],
  ['avr', 4],
  ['mai', 5],
  ['juin', 6],
  ['juil', 7],
  ['aou', 8],
  ['sep', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
]

/**
 * Reads a date as a French person types it: `13/11/1971`, `13-11-1971`, `13.11.1971`, `7/7/1943`,
 * `1995-10-07`, `1er mars 1980`, `13 nov. 1971`; the day always comes before the month. A midnight
 * that a spreadsheet appended is dropped. Refuses two-digit years and days that do not exist.
 */
export function parseDate(text: string): { readonly date: Temporal.PlainDate } | DateRefusal {
  const typed = text.trim().replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
  if (typed === '') return { refused: 'empty' }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed)
  if (iso) return toDate(iso[1], iso[2], iso[3])
  const numeric = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d+)$/.exec(typed)
  if (numeric) return toDate(numeric[3], numeric[2], numeric[1])
  const worded = /^(?:[a-zé]+\.?\s+)?(\d{1,2})(?:er)?\s+([a-zéû]+)\.?\s+(\d+)$/i.exec(typed)
  const month = worded && findMonth(worded[2] ?? '')
  if (worded && month) return toDate(worded[3], String(month), worded[1])
  return { refused: 'not-a-date' }
}

/** Reads `9h30`, `9 h 30`, `9h`, `9`, `09:30`, `9.30`, `930`, `0930`, `09:30:00`; from 00:00 to 23:59. */
export function parseTime(text: string): { readonly time: Temporal.PlainTime } | TimeRefusal {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { refused: 'empty' }
  const match =
    /^(\d{1,2})\s*(?:h|heures?)$/.exec(typed) ??
    /^(\d{1,2})\s*[h:.]\s*(\d{2})(?::00|\s*min)?$/.exec(typed) ??
    /^(\d{1,2})(\d{2})?$/.exec(typed)
  if (!match) return { refused: 'not-a-time' }
  const hour = Number(match[1])
  const minute = Number(match[2] ?? '0')
  if (hour > 23 || minute > 59) return { refused: 'impossible-time' }
  return { time: Temporal.PlainTime.from({ hour, minute }) }
}

function toDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): { readonly date: Temporal.PlainDate } | DateRefusal {
  if (year?.length === 2) return { refused: 'two-digit-year' }
  if (year?.length !== 4) return { refused: 'not-a-date' }
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) }
    return { date: Temporal.PlainDate.from(fields, { overflow: 'reject' }) }
  } catch {
    return { refused: 'impossible-date' }
  }
}

function findMonth(word: string): number | undefined {
  const folded = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return monthPrefixes.find(([prefix]) => folded.startsWith(prefix))?.[1]
}
