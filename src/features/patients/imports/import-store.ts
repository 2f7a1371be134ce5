import { newId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Delimiter } from '../csv/read-records.ts'
import type { Encoding } from '#src/domain/decode-bytes.ts'
import type { PatientField } from '../csv/columns.ts'

/** What the person chose on the review page; what is absent is detected. */
export interface StoredChoices {
  encoding?: Encoding
  delimiter?: Delimiter
  hasHeader?: boolean
  mapping?: (PatientField | null)[]
  twoDigitYears?: 'refuse' | 'complete'
  unreadable?: 'refuse' | 'to-remarks'
}

/** How many lines became what, once confirmed. */
export interface ImportResult {
  created: number
  alreadyImported: number
  existing: number
  duplicates: number
  refused: number
}

export interface ImportBatch {
  id: string
  fileName: string
  bytes: Buffer
  choices: StoredChoices
  result: ImportResult | null
  status: 'preview' | 'done'
  version: number
}

const contentPlace = (id: string): string => `import_batch.content:${id}`

/** Keeps an uploaded file, sealed, until it is confirmed or swept. */
export async function storeBatch(
  work: Work,
  userId: string,
  file: { name: string; bytes: Uint8Array; hash: Buffer },
): Promise<string> {
  const id = newId()
  const content = Buffer.from(file.bytes).toString('base64')
  await work.tx
    .insertInto('importBatch')
    .values({
      id,
      kind: 'patients',
      fileName: file.name,
      fileHash: file.hash,
      contentSealed: await work.seal('practice', contentPlace(id), content),
      createdBy: userId,
      createdAt: work.now,
    })
    .execute()
  return id
}

/** One import of patients; `lock` for a change. A calendar's, or another practice's, is NotFound. */
export async function getBatch(work: Work, id: string, lock = false): Promise<ImportBatch> {
  let query = work.tx
    .selectFrom('importBatch')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('kind', '=', 'patients')
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound('import')
  return {
    id,
    fileName: row.fileName,
    bytes: Buffer.from(await work.unseal('practice', contentPlace(id), row.contentSealed), 'base64'),
    choices: row.choices as StoredChoices,
    result: row.result as ImportResult | null,
    status: row.status === 'done' ? 'done' : 'preview',
    version: row.version,
  }
}
