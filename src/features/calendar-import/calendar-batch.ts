import { createHash } from 'node:crypto'
import { cleanLine } from '#src/domain/clean-text.ts'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { readCalendar } from './icalendar/read-calendar.ts'
import type { CalendarFileRefusal } from './icalendar/read-file.ts'
import { calendarImportEvents } from './events.ts'

/**
 * What a subject's occurrences become; `patient:<id>` are appointments of that patient. `newPatientSwapped`:
 * a new file too, with first and last name the other way round than they were read.
 */
export type Become = 'timeOff' | 'newPatient' | 'newPatientSwapped' | 'skip' | `patient:${string}`

/** Decisions of the review page, by hash: what the titles say stays in the sealed file. */
export interface CalendarChoices {
  typeId?: string | undefined
  subjects: Readonly<Record<string, Become>>
  conflicts: Readonly<Record<string, 'keep' | 'skip'>>
}

export type CalendarResult = {
  appointments: number
  overlapping: number
  /** Appointments to come that stand too close for their type's buffers. */
  shortened: number
  timeOff: number
  patients: number
  leftOut: number
  alreadyThere: number
  refused: number
}

export interface CalendarBatch {
  id: string
  fileName: string
  bytes: Buffer
  choices: CalendarChoices
  result: CalendarResult | null
  version: number
}

export type UploadRefused = CalendarFileRefusal | Refused<'no-file' | 'file-too-large'>

/** Ten years of a full practice without a single recurrence are five megabytes. */
const MAX_BYTES = 10_000_000

const contentPlace = (id: string): string => `import_batch.content:${id}`

/** Takes a calendar file in for review; nothing is written to the agenda. Refuses what cannot be read at all. */
export async function startCalendarImport(
  work: Work,
  userId: string,
  file: { name: string; bytes: Uint8Array } | undefined,
): Promise<{ id: string } | UploadRefused> {
  if (!file) return { refused: 'no-file' }
  if (file.bytes.length > MAX_BYTES) return { refused: 'file-too-large' }
  const reading = readCalendar(file.bytes, work)
  if (isRefused(reading)) return reading
  const id = newId()
  await work.tx
    .insertInto('importBatch')
    .values({
      id,
      kind: 'calendar',
      fileName: cleanLine(file.name).slice(0, 300),
      fileHash: createHash('sha256').update(file.bytes).digest(),
      contentSealed: await work.seal(
        'practice',
        contentPlace(id),
        Buffer.from(file.bytes).toString('base64'),
      ),
      choices: JSON.stringify(await lastChoices(work)),
      createdBy: userId,
      createdAt: work.now,
    })
    .execute()
  work.record(calendarImportEvents.start, id, { events: reading.events.length, bytes: file.bytes.length })
  return { id }
}

/** What was decided last time holds for the same subjects, so that a newer export asks about its news only. */
async function lastChoices(work: Work): Promise<CalendarChoices> {
  const row = await work.tx
    .selectFrom('importBatch')
    .select('choices')
    .where('practiceId', '=', work.practiceId)
    .where('kind', '=', 'calendar')
    .where('status', '=', 'done')
    .orderBy('doneAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { subjects: {}, conflicts: {}, ...(row?.choices as Partial<CalendarChoices> | undefined) }
}

/** One import of a calendar; `lock` for a change. Another kind's, or another practice's, is NotFound. */
export async function getCalendarBatch(work: Work, id: string, lock = false): Promise<CalendarBatch> {
  let query = work.tx
    .selectFrom('importBatch')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('kind', '=', 'calendar')
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound('import')
  return {
    id,
    fileName: row.fileName,
    bytes: Buffer.from(await work.unseal('practice', contentPlace(id), row.contentSealed), 'base64'),
    choices: { subjects: {}, conflicts: {}, ...(row.choices as Partial<CalendarChoices>) },
    result: row.result as CalendarResult | null,
    version: row.version,
  }
}

export async function saveChoices(
  work: Work,
  batch: CalendarBatch,
  choices: CalendarChoices,
  result?: CalendarResult,
): Promise<CalendarBatch> {
  const version = batch.version + 1
  await work.tx
    .updateTable('importBatch')
    .set({
      choices: JSON.stringify(choices),
      version,
      ...(result ? { result: JSON.stringify(result), status: 'done', doneAt: work.now } : {}),
    })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', batch.id)
    .execute()
  return { ...batch, choices, version, result: result ?? batch.result }
}
