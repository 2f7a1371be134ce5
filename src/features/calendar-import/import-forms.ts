import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { optionalId, version } from '#src/platform/http/fields.ts'
import type { Become, CalendarChoices } from './calendar-batch.ts'
import { findPatientOptions, type PatientOption } from '#src/features/agenda/index.ts'

/** Rows that a page shows and a form may send; beyond it, what is proposed stands. */
export const MOST_ROWS = 480

export const reviewQuery = z.object({ revoir: z.literal('oui').optional() })

const key = z.string().regex(/^[0-9a-f]{24}$/)

export const choicesForm = z.object({
  version,
  typeId: optionalId.optional(),
  subjects: z
    .array(
      z.object({
        key,
        become: z.string().max(60).optional(),
        patientId: z.string().max(60).optional(),
        patientIdText: z.string().max(300).optional(),
      }),
    )
    .max(MOST_ROWS * 4)
    .default([]),
  conflicts: z
    .array(z.object({ key, choice: z.enum(['keep', 'skip']).optional().catch(undefined) }))
    .max(MOST_ROWS * 4)
    .default([]),
})

type Sent = Omit<z.output<typeof choicesForm>, 'version'>

/** "Another patient" was chosen, and the text typed names nobody, or several. */
export interface UnnamedPatient {
  /** Which row of the form. */
  index: number
  key: string
  text: string
  options: readonly PatientOption[]
}

export type Undecided = Refused<'undecided', { unnamed: readonly UnnamedPatient[] }>

/** The decisions in a form. A patient named by text only is taken when one alone bears the name. */
export async function readChoices(
  work: Work,
  sent: Sent,
): Promise<{ choices: CalendarChoices; unnamed: readonly UnnamedPatient[] }> {
  const subjects: Record<string, Become> = {}
  const unnamed: UnnamedPatient[] = []
  for (const [index, row] of sent.subjects.entries()) {
    const become = readBecome(row)
    if (become) subjects[row.key] = become
    else if (row.become === 'other' || row.patientIdText) {
      const text = row.patientIdText?.trim() ?? ''
      const options = text === '' ? [] : await findPatientOptions(work, text)
      const [only, ...others] = options
      if (only && others.length === 0) subjects[row.key] = `patient:${only.value}`
      else unnamed.push({ index, key: row.key, text, options })
    }
  }
  const decided = sent.conflicts.flatMap((row) => (row.choice ? [[row.key, row.choice] as const] : []))
  return { choices: { typeId: sent.typeId, subjects, conflicts: Object.fromEntries(decided) }, unnamed }
}

/** The same from a refused form, so that its page shows what was chosen. */
export function sentChoices(attempt: Attempt): Sent {
  const rows = <Row>(name: string, read: (at: string) => Row): Row[] => {
    const found: Row[] = []
    for (let index = 0; attempt.has(`${name}.${index}.key`); index++) found.push(read(`${name}.${index}`))
    return found
  }
  const typeId = attempt.value('typeId')
  return {
    typeId: isId(typeId) ? typeId : undefined,
    subjects: rows('subjects', (at) => ({
      key: attempt.value(`${at}.key`),
      become: attempt.value(`${at}.become`),
      patientId: attempt.value(`${at}.patientId`),
      patientIdText: attempt.value(`${at}.patientIdText`),
    })),
    conflicts: rows('conflicts', (at) => {
      const choice = attempt.value(`${at}.choice`)
      return {
        key: attempt.value(`${at}.key`),
        choice: choice === 'keep' || choice === 'skip' ? choice : undefined,
      }
    }),
  }
}

const plainChoices: ReadonlySet<string> = new Set<Become>([
  'timeOff',
  'newPatient',
  'newPatientSwapped',
  'skip',
])

/** The row's own choice; undefined when it is another patient, yet to be named, or none. */
function readBecome({ become = '', patientId = '' }: Sent['subjects'][number]): Become | undefined {
  if (plainChoices.has(become)) return become as Become
  const named = /^patient:(.+)$/.exec(become)?.[1]
  if (isId(named)) return `patient:${named}`
  return isId(patientId) ? `patient:${patientId}` : undefined
}
