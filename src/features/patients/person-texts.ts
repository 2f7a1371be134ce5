import { formatDate } from '#src/domain/civil-format.ts'
import { ageOn } from '#src/domain/civil-time.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { Lang } from '#src/platform/text.ts'
import { patientText } from './text.ts'

/** `13 novembre 1971 · 55 ans`; months for a baby. */
export function bornText(birthDate: Temporal.PlainDate, today: Temporal.PlainDate, lang: Lang): string {
  const t = patientText[lang]
  const date = formatDate(birthDate, 'long', lang)
  const age = ageOn(birthDate, today)
  return age >= 2
    ? t.born(date, age)
    : t.bornMonths(date, birthDate.until(today, { largestUnit: 'months' }).months)
}

/** The one line that tells homonyms apart in a list of suggestions. */
export function detailText(
  person: { birthDate: Temporal.PlainDate | null; phones: readonly string[]; emails: readonly string[] },
  lang: Lang,
): string {
  const birth = person.birthDate ? [formatDate(person.birthDate, 'numeric', lang)] : []
  const contact = person.phones[0] ? [formatPhone(person.phones[0])] : person.emails.slice(0, 1)
  return [...birth, ...contact].join(' · ')
}
