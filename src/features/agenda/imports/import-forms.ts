import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { optionalId, version } from '../form-parts.ts'
import { findPatientOptions } from '../patient-choice.ts'
import type { Become, CalendarChoices } from './calendar-batch.ts'

/** Rows that a page shows and a form may send; beyond it, what is proposed stands. */
export const MOST_ROWS = 480

const key = z.string().regex(/^[0-9a-f]{24}$/)

export const choicesForm = z.object({
  version,
  typeId: optionalId.optional(),
  titles: z
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

/** The decisions in a form. A patient named by text only is taken when one alone bears the name. */
export async function readChoices(work: Work, sent: Sent): Promise<CalendarChoices> {
  const titles: Record<string, Become> = {}
  for (const row of sent.titles) {
    const become = await readBecome(work, row)
    if (become) titles[row.key] = become
  }
  const decided = sent.conflicts.flatMap((row) => (row.choice ? [[row.key, row.choice] as const] : []))
  return { typeId: sent.typeId, titles, conflicts: Object.fromEntries(decided) }
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
    titles: rows('titles', (at) => ({
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

async function readBecome(work: Work, row: Sent['titles'][number]): Promise<Become | undefined> {
  const { become = '', patientId = '', patientIdText = '' } = row
  if (become === 'timeOff' || become === 'newPatient' || become === 'skip') return become
  const named = /^patient:(.+)$/.exec(become)?.[1]
  if (isId(named)) return `patient:${named}`
  if (isId(patientId)) return `patient:${patientId}`
  if (patientIdText.trim() === '') return undefined
  const [only, ...others] = await findPatientOptions(work, patientIdText)
  return only && others.length === 0 ? `patient:${only.value}` : undefined
}
