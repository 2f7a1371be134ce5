import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { CandidatePatient } from '../csv/candidate.ts'
import { type Likeness, type Person, createPersonIndex } from '../csv/duplicates.ts'
import type { ImportChoices } from '../csv/read-patients.ts'
import type { ImportBatch } from './import-store.ts'
import { lineHash } from './line-hash.ts'
import { type FileReading, type UnreadableFile, readFile } from './read-file.ts'

export interface KnownPatient extends Person {
  id: string
}

/** A line whose person has a file already, or one of the same name that nothing tells apart. */
export interface ExistingLine {
  candidate: CandidatePatient
  hash: string
  patient: KnownPatient
  likeness: Likeness
}

/** Every accepted line of a file is one of these three; the reading holds the others. */
export interface Review {
  reading: FileReading
  fresh: readonly { candidate: CandidatePatient; hash: string }[]
  existing: readonly ExistingLine[]
  alreadyImported: readonly CandidatePatient[]
}

/** Sorts a file's lines against what the practice has, in two statements; writes nothing. */
export async function reviewImport(work: Work, batch: ImportBatch): Promise<Review | UnreadableFile> {
  const reading = readFile(batch.bytes, choicesOf(batch, work.today))
  if (isRefused(reading)) return reading
  const lines = reading.accepted.map((candidate) => ({
    candidate,
    hash: lineHash(work.practiceId, candidate),
  }))
  const imported = await findImportedHashes(
    work,
    lines.map((line) => line.hash),
  )
  const index = createPersonIndex(await findKnownPatients(work))
  const fresh: { candidate: CandidatePatient; hash: string }[] = []
  const existing: ExistingLine[] = []
  const alreadyImported: CandidatePatient[] = []
  for (const line of lines) {
    const known = imported.has(line.hash) ? undefined : index.find(line.candidate)
    if (imported.has(line.hash)) alreadyImported.push(line.candidate)
    else if (known) existing.push({ ...line, patient: known.person, likeness: known.likeness })
    else fresh.push(line)
  }
  return { reading, fresh, existing, alreadyImported }
}

function choicesOf({ choices }: ImportBatch, today: Temporal.PlainDate): ImportChoices {
  const { mapping, ...rest } = choices
  return { today, ...rest, ...(mapping ? { mapping: mapping.map((field) => field ?? undefined) } : {}) }
}

async function findImportedHashes(work: Work, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await work.tx
    .selectFrom('importedLine')
    .select('lineHash')
    .where('practiceId', '=', work.practiceId)
    .where('lineHash', '=', (where) =>
      where.fn.any(where.val(hashes.map((hash) => Buffer.from(hash, 'hex')))),
    )
    .execute()
  return new Set(rows.map((row) => row.lineHash.toString('hex')))
}

/** Archived and merged files too: they are people the practice knows. */
async function findKnownPatients(work: Work): Promise<readonly KnownPatient[]> {
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'lastName', 'firstName', 'birthDate', 'phones', 'emails'])
    .select(['addressStreet as street', 'addressPostcode as postcode'])
    .where('practiceId', '=', work.practiceId)
    .where('retentionState', '<>', 'erased')
    .execute()
  return rows.map((row) => ({ ...row, birthDate: row.birthDate?.toString() ?? null }))
}
