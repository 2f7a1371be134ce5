import type { Lang } from '#src/platform/text.ts'
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
  mergedIntoId: string | null
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
  /** The files that stand for lines of the list already, by the number the list gives them. */
  fileOfRef: ReadonlyMap<string, string>
}

/** Sorts a file's lines against what the practice has, in two statements; writes nothing. */
export async function reviewImport(work: Work, batch: ImportBatch): Promise<Review | UnreadableFile> {
  const reading = readFile(batch.bytes, choicesOf(batch, work.today))
  if (isRefused(reading)) return reading
  const lines = hashLines(work.practiceId, reading.accepted)
  const imported = await findImportedHashes(
    work,
    lines.map((line) => line.hash),
  )
  const patients = await findKnownPatients(work)
  const index = createPersonIndex(patients)
  const survivors = new Map(patients.map(({ id, mergedIntoId }) => [id, mergedIntoId]))
  const fresh: { candidate: CandidatePatient; hash: string }[] = []
  const existing: ExistingLine[] = []
  const alreadyImported: CandidatePatient[] = []
  const fileOfRef = new Map<string, string>()
  for (const line of lines) {
    const importedId = imported.get(line.hash)
    const known = importedId === undefined ? index.find(line.candidate) : undefined
    if (importedId !== undefined) alreadyImported.push(line.candidate)
    else if (known) existing.push({ ...line, patient: known.person, likeness: known.likeness })
    else fresh.push(line)
    const file = importedId ?? known?.person.id
    if (file !== undefined && line.candidate.ref !== '') {
      fileOfRef.set(line.candidate.ref, survivorOf(file, survivors))
    }
  }
  return { reading, fresh, existing, alreadyImported, fileOfRef }
}

function hashLines(practiceId: string, candidates: readonly CandidatePatient[]) {
  const times = new Map<string, number>()
  return candidates.map((candidate) => {
    const first = lineHash(practiceId, candidate, 1)
    const nth = (times.get(first) ?? 0) + 1
    times.set(first, nth)
    return { candidate, hash: nth === 1 ? first : lineHash(practiceId, candidate, nth) }
  })
}

function survivorOf(id: string, survivors: ReadonlyMap<string, string | null>): string {
  const next = survivors.get(id)
  return next ? survivorOf(next, survivors) : id
}

function choicesOf({ choices }: ImportBatch, today: Temporal.PlainDate): ImportChoices {
  const { mapping, ...rest } = choices
  return { today, ...rest, ...(mapping ? { mapping: mapping.map((field) => field ?? undefined) } : {}) }
}

/** The file that each line imported before became. */
async function findImportedHashes(
  work: Work,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await work.tx
    .selectFrom('importedLine')
    .select(['lineHash', 'patientId'])
    .where('practiceId', '=', work.practiceId)
    .where('lineHash', '=', (where) =>
      where.fn.any(where.val(hashes.map((hash) => Buffer.from(hash, 'hex')))),
    )
    .execute()
  return new Map(rows.map((row) => [row.lineHash.toString('hex'), row.patientId]))
}

/** Archived and merged files too: they are people the practice knows. */
async function findKnownPatients(work: Work): Promise<readonly KnownPatient[]> {
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'kind', 'lastName', 'firstName', 'birthDate', 'phones', 'emails', 'mergedIntoId'])
    .select(['addressStreet as street', 'addressPostcode as postcode'])
    .where('practiceId', '=', work.practiceId)
    .where('retentionState', '<>', 'erased')
    .execute()
  return rows.map((row) => ({ ...row, birthDate: row.birthDate?.toString() ?? null }))
}

/** A file and what it would do, for its page. */
export interface ImportPageData {
  batch: ImportBatch
  review: Review
  lang: Lang
}
