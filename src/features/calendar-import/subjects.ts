import { createHash } from 'node:crypto'
import { type MatchablePatient, createPatientMatcher } from './icalendar/match-patients.ts'
import type { ImportedOccurrence } from './icalendar/occurrence.ts'
import { proposeFor } from './icalendar/propose.ts'
import type { Become, CalendarChoices } from './calendar-batch.ts'
import {
  bareTitle,
  knownNamesOf,
  type NewName,
  readNewName,
  subjectKey,
  type WrittenTitle,
} from '#src/features/patients/index.ts'

export interface NamedPatient extends MatchablePatient {
  readonly birthDate: Temporal.PlainDate | null
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly archivedAt: Temporal.Instant | null
}

/**
 * What the program makes of a subject by itself: a patient beyond doubt; one of several, or one perhaps; a person
 * without a file; nobody.
 */
export type SubjectKind = 'recognised' | 'choose' | 'newPatient' | 'timeOff'

/** A person or an activity that titles of the file name, however they write it; decided once. */
export interface Subject {
  key: string
  kind: SubjectKind
  /** What it is called here; empty when the title is. */
  name: string
  /** As it is written, most often first. */
  titles: readonly WrittenTitle[]
  allDay: boolean
  /** In order of time; never empty. */
  occurrences: readonly ImportedOccurrence[]
  /** The choice made, or what the program proposes. */
  become: Become
  /** Patients who may be meant, the likeliest first. */
  candidates: readonly string[]
  /** What a new file would be called. */
  newName: NewName
}

/** Gathers occurrences (in order of time) by whom or what they name, and proposes what each becomes. */
export function gatherSubjects(
  occurrences: readonly ImportedOccurrence[],
  patients: readonly NamedPatient[],
  choices: CalendarChoices,
): readonly Subject[] {
  const match = createPatientMatcher(patients)
  const known = knownNamesOf(patients)
  const byId = new Map(patients.map((patient) => [patient.id, patient]))
  const groups = Map.groupBy(occurrences, keyOf)
  return Array.from(groups, ([key, group]): Subject => {
    const titles = countTitles(group)
    const title = titles[0]?.title ?? ''
    const allDay = group[0]?.allDay ?? false
    const proposal = proposeFor({ titles: titles.map((written) => written.title), allDay }, match, known)
    const candidates =
      proposal.kind === 'appointment'
        ? [proposal.patientId]
        : proposal.kind === 'choose'
          ? likeliestFirst(proposal.patientIds, byId)
          : []
    const [likeliest] = candidates
    const proposed: Become =
      likeliest !== undefined
        ? `patient:${likeliest}`
        : proposal.kind === 'newPatient'
          ? 'newPatient'
          : 'timeOff'
    const chosen = choices.subjects[key]
    // A choice of the last import may name a file that was merged or erased since.
    const stands =
      chosen !== undefined && (patientOf(chosen) === undefined || byId.has(patientOf(chosen) ?? ''))
    return {
      key,
      kind: proposal.kind === 'appointment' ? 'recognised' : proposal.kind,
      name: proposal.kind === 'timeOff' ? title : bareTitle(title),
      titles,
      allDay,
      occurrences: group,
      become: stands ? chosen : proposed,
      candidates,
      newName: readNewName(titles, known),
    }
  })
}

export function patientOf(become: Become): string | undefined {
  return become.startsWith('patient:') ? become.slice('patient:'.length) : undefined
}

/** Choices are kept by hash, so that no name stands beside the sealed file. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

function keyOf(occurrence: ImportedOccurrence): string {
  return hashOf(`${occurrence.allDay ? 'day' : 'time'} ${subjectKey(occurrence.summary)}`)
}

function countTitles(occurrences: readonly ImportedOccurrence[]): readonly WrittenTitle[] {
  const titles = Map.groupBy(occurrences, ({ summary }) => summary)
  return Array.from(titles, ([title, { length: count }]) => ({ title, count })).sort(
    (a, b) => b.count - a.count,
  )
}

/** Of two of one name: who is in follow-up, then whose file is filled in. */
function likeliestFirst(
  ids: readonly string[],
  patients: ReadonlyMap<string, NamedPatient>,
): readonly string[] {
  const weigh = (id: string): number => {
    const patient = patients.get(id)
    if (!patient) return 0
    const { archivedAt, birthDate, phones, emails } = patient
    const filled = Number(birthDate !== null) + Number(phones.length > 0) + Number(emails.length > 0)
    return (archivedAt === null ? 10 : 0) + filled
  }
  return ids.toSorted((a, b) => weigh(b) - weigh(a))
}
