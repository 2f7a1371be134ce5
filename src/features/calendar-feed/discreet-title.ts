import { type PersonName, displayName, initials } from '#src/domain/person-name.ts'
import type { Lang } from '#src/platform/text.ts'
import { feedText } from './text.ts'

/** What a calendar shows of a person: nothing, the initials, or the whole name. */
export const TITLES = ['busy', 'initials', 'names'] as const
export type Titles = (typeof TITLES)[number]

export function titleOfAppointment(people: readonly PersonName[], titles: Titles, lang: Lang): string {
  const busy = feedText[lang].busy
  if (titles === 'busy' || people.length === 0) return busy
  const say = titles === 'names' ? displayName : sayInitials
  const said = people.map((person) => say(person)).filter((text) => text !== '')
  return said.length > 0 ? said.join(', ') : busy
}

/** Time off says why only where names may be shown as well: an illness is nobody's business. */
export function titleOfTimeOff(label: string, titles: Titles, lang: Lang): string {
  const text = feedText[lang]
  if (titles === 'busy') return text.busy
  return titles === 'names' && label !== '' ? label : text.absent
}

/** `G. O.` for Gaël O'Neil; nothing for a name of signs alone. */
function sayInitials(name: PersonName): string {
  return Array.from(initials(name), (letter) => `${letter}.`).join(' ')
}
