/** An editing session that goes on for this long leaves a version behind. */
export const VERSION_INTERVAL = Temporal.Duration.from({ minutes: 10 })

/**
 * Longest note, in UTF-16 units as browsers count them: some forty typed pages. Above it a text is a pasted
 * document, which belongs among the documents; every page of the history shows whole notes.
 */
export const MAX_NOTE_LENGTH = 100_000

export type PatientKind = 'adult' | 'minor' | 'couple' | 'family'

/**
 * The one file a session belongs to: the couple's or the family's where the appointment is with one, else
 * the first patient's. undefined when the appointment has nobody.
 */
export function fileOfSession(patients: readonly { id: string; kind: string }[]): string | undefined {
  const group = patients.find((patient) => patient.kind === 'couple' || patient.kind === 'family')
  return (group ?? patients[0])?.id
}

export function isIntervalOver(startedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(startedAt.add(VERSION_INTERVAL), now) <= 0
}

/** Browsers send line breaks as CRLF, JSON clients as they like; nothing else of a note is ever changed. */
export function normalizeNote(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}
