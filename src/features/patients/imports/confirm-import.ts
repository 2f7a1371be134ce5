import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { CandidatePatient } from '../csv/candidate.ts'
import { MAX_MEMBERS } from '../members.ts'
import { remarksPlace } from '../patient-store.ts'
import { inferKind } from '../rules.ts'
import { patientKeys } from '../search-key.ts'
import { type ImportBatch, type ImportResult, getBatch } from './import-store.ts'
import type { UnreadableFile } from './read-file.ts'
import { type Review, reviewImport } from './review-import.ts'
import { importEvents } from '../events.ts'

export type ConfirmRefused = UnreadableFile | Refused<'stale-review' | 'columns-missing'>

/** Rows written by one statement: a few megabytes of values at most. */
const ROWS_AT_ONCE = 1_000
/** Each new file's key is written to disk before its remarks are: this many at a time. */
const KEYS_AT_ONCE = 32

/**
 * Writes a reviewed file in this one transaction: its new people, and those of `include` (rows of lines
 * whose person seems known). Imports of a practice wait for each other, so that no line comes in twice;
 * confirming again answers the first result. Refused when the review has changed since it was seen.
 */
export async function confirmImport(
  work: Work,
  id: string,
  version: number,
  include: readonly number[],
): Promise<{ id: string; result: ImportResult } | ConfirmRefused> {
  await work.tx.selectFrom('practice').select('practiceId').forNoKeyUpdate().execute()
  const batch = await getBatch(work, id, true)
  if (batch.result) return { id, result: batch.result }
  if (batch.version !== version) return { refused: 'stale-review' }
  const review = await reviewImport(work, batch)
  if (isRefused(review)) return review
  if (review.reading.table && review.reading.table.missing.length > 0) return { refused: 'columns-missing' }
  const wanted = new Set(include)
  const chosen = review.existing.filter((line) => wanted.has(line.candidate.row))
  const lines = [...review.fresh, ...chosen].map((line) => ({ ...line, id: newId(), lineId: newId() }))
  await insertLines(work, batch, lines)
  await insertMembers(work, review, lines)
  const result = resultOf(review, chosen.length)
  await work.tx
    .updateTable('importBatch')
    .set({ status: 'done', doneAt: work.now, result: JSON.stringify(result), version: version + 1 })
    .where('id', '=', id)
    .execute()
  work.record(importEvents.confirm, id, { ...result })
  return { id, result }
}

function resultOf(review: Review, chosen: number): ImportResult {
  return {
    created: review.fresh.length + chosen,
    alreadyImported: review.alreadyImported.length,
    existing: review.existing.length - chosen,
    duplicates: review.reading.duplicates.length,
    refused: review.reading.refused.length,
  }
}

interface NewLine {
  candidate: CandidatePatient
  hash: string
  id: string
  lineId: string
}

async function insertLines(work: Work, batch: ImportBatch, lines: readonly NewLine[]): Promise<void> {
  for (let start = 0; start < lines.length; start += ROWS_AT_ONCE) {
    const part = lines.slice(start, start + ROWS_AT_ONCE)
    const remarks = await sealRemarks(work, part)
    const patients = part.map(({ id, candidate }) => toRow(work, id, candidate, remarks.get(id)))
    await sql`
      insert into patient (id, kind, last_name, first_name, birth_date, emails, phones, address_street, address_postcode,
        address_city, referred_by, remarks_sealed, search_key, sort_key, archived_at, created_at, updated_at)
      select id, kind, last_name, first_name, birth_date, emails, phones, street, postcode, city, referred_by,
        decode(remarks, 'hex'), search_key, sort_key, archived_at, ${work.now}, ${work.now}
      from jsonb_to_recordset(${JSON.stringify(patients)}::jsonb) as line(id uuid, kind text, last_name text,
        first_name text, birth_date date, emails text[], phones text[], street text, postcode text, city text,
        referred_by text, remarks text, search_key text, sort_key text, archived_at timestamptz)`.execute(
      work.tx,
    )
    const imported = part.map(({ lineId, id, hash }) => ({ id: lineId, patient_id: id, hash }))
    await sql`
      insert into imported_line (id, batch_id, line_hash, patient_id)
      select id, ${batch.id}::uuid, decode(hash, 'hex'), patient_id
      from jsonb_to_recordset(${JSON.stringify(imported)}::jsonb) as line(id uuid, patient_id uuid, hash text)`.execute(
      work.tx,
    )
  }
}

/** Puts people into the couples and families that came in with them, whether their own files are new or not. */
async function insertMembers(work: Work, review: Review, lines: readonly NewLine[]): Promise<void> {
  const files = new Map(review.fileOfRef)
  for (const { candidate, id } of lines) if (candidate.ref !== '') files.set(candidate.ref, id)
  for (const { candidate, of } of review.reading.duplicates) {
    const file = files.get(of.ref)
    if (file !== undefined && candidate.ref !== '') files.set(candidate.ref, file)
  }
  const rows = lines.flatMap(({ candidate, id }) => {
    const memberIds = new Set(candidate.memberRefs.flatMap((ref) => files.get(ref) ?? []))
    return [...memberIds]
      .slice(0, MAX_MEMBERS)
      .map((memberId, position) => ({ id: newId(), groupId: id, memberId, position }))
  })
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await work.tx
      .insertInto('patientMember')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute()
  }
}

function toRow(work: Work, id: string, candidate: CandidatePatient, remarks: string | undefined) {
  const { kind, lastName, firstName, birthDate, phones, emails, street, postcode, city, referredBy } =
    candidate
  const archivedOn = candidate.archivedOn && Temporal.PlainDate.from(candidate.archivedOn)
  const born = birthDate === null ? null : Temporal.PlainDate.from(birthDate)
  const keys = patientKeys({ lastName, firstName, emails, phones })
  return {
    id,
    kind: inferKind(kind ?? undefined, born, work.today),
    last_name: lastName,
    first_name: firstName,
    birth_date: birthDate,
    emails,
    phones,
    street,
    postcode,
    city,
    referred_by: referredBy,
    remarks,
    search_key: keys.searchKey,
    sort_key: keys.sortKey,
    archived_at: archivedOn ? archivedOn.toZonedDateTime(work.zone).toInstant().toString() : null,
  }
}

async function sealRemarks(
  work: Work,
  lines: readonly { id: string; candidate: CandidatePatient }[],
): Promise<ReadonlyMap<string, string>> {
  const sealed = new Map<string, string>()
  const waiting = lines.filter(({ candidate }) => candidate.remarks !== '')
  for (let start = 0; start < waiting.length; start += KEYS_AT_ONCE) {
    const part = waiting.slice(start, start + KEYS_AT_ONCE).map(async ({ id, candidate }) => {
      sealed.set(id, (await work.seal(`patient-${id}`, remarksPlace(id), candidate.remarks)).toString('hex'))
    })
    await Promise.all(part)
  }
  return sealed
}
