import type { PersonName } from '#src/domain/person-name.ts'
import type { Lang } from '#src/platform/text.ts'
import { feedText } from './text.ts'

/** What a calendar shows of a person: nothing, the initials, or the whole name. */
export const TITLES = ['busy', 'initials', 'names'] as const
export type Titles = (typeof TITLES)[number]

export function titleOfAppointment(people: readonly PersonName[], titles: Titles, lang: Lang): string {
  const busy = feedText[lang].busy
  if (titles === 'busy' || people.length === 0) return busy
  const say = titles === 'names' ? wholeName : initials
  return people.map((person) => say(person)).join(', ')
}

/** Time off says why only where names may be shown as well: an illness is nobody's business. */
export function titleOfTimeOff(label: string, titles: Titles, lang: Lang): string {
  const text = feedText[lang]
  if (titles === 'busy') return text.busy
  return titles === 'names' && label !== '' ? label : text.absent
}

function wholeName({ firstName, lastName }: PersonName): string {
  return `${firstName} ${lastName}`.trim()
}

/** `G. O.` for Gaël O'Neil; of a name without letters, its first character as one sees it. */
function initials({ firstName, lastName }: PersonName): string {
  const letters = [firstName, lastName].map((name) => firstLetter(name)).filter((letter) => letter !== '')
  return letters.map((letter) => `${letter}.`).join(' ')
}

function firstLetter(name: string): string {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0]
  if (letter !== undefined) return letter.toLocaleUpperCase('fr')
  for (const { segment } of graphemes.segment(name.trim())) return segment
  return ''
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })
