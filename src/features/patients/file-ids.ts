import { type Sql, sql } from '#src/db/sql.ts'
import type { Tx } from '#src/db/database.ts'

/**
 * The file and every file merged into it, however deep: whose sessions, appointments and invoices a read of
 * the file shows. Never empty; an id that is nobody's comes back alone.
 */
export async function fileIds(tx: Tx, patientId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select unnest(${fileIdArray(patientId)}) as id`.execute(tx)
  return rows.map((row) => row.id)
}

/** The same as a SQL array, to be used inside a query: `where x.patient_id = any(${fileIdArray(id)})`. */
export function fileIdArray(patientId: string): Sql<string[]> {
  return sql<string[]>`array(
    with recursive file as (
      select ${patientId}::uuid as id
      union
      select merged.id from patient merged join file on merged.merged_into_id = file.id
    ) select id from file)`
}

/** The file that a merged one's address leads to, through every merge; undefined for one that is not merged. */
export async function findSurvivorId(tx: Tx, patientId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, merged_into_id from patient where id = ${patientId}
      union
      select next.id, next.merged_into_id from patient next join up on next.id = up.merged_into_id
    ) select id from up where merged_into_id is null and id <> ${patientId}`.execute(tx)
  return rows[0]?.id
}
