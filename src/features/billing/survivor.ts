import { findSurvivorId } from '#src/features/patients/index.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'

/** The file that money belongs to after every merge: the one given, or the one it was merged into. Throws NotFound. */
export async function getSurvivorId(work: Work, patientId: string): Promise<string> {
  const survivorId = await findSurvivorId(work.tx, patientId)
  if (survivorId !== undefined) return survivorId
  const row = await work.tx.selectFrom('patient').select('id').where('id', '=', patientId).executeTakeFirst()
  if (!row) throw new NotFound()
  return row.id
}
