import { escapeLike } from '#src/db/escape-like.ts'
import { sql } from '#src/db/sql.ts'
import { formatCents } from '#src/domain/money.ts'
import { patientName, searchPatterns } from '#src/features/patients/index.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import type { Found } from '#src/platform/house.ts'

/** Whose invoices are looked through when a name matches many. */
const MAX_PATIENTS = 50

/** Issued documents by a part of their number, or by their patient; the latest first. */
export async function findByWords(
  work: Work,
  q: string,
  limit: number,
  lang: Lang,
): Promise<readonly Found[]> {
  const { anywhere } = searchPatterns(q)
  if (anywhere.length === 0) return []
  // Numbers hold digits: a name alone need not be looked for among years of them.
  const part = /\d/.test(q) ? `%${escapeLike(q.trim().toUpperCase())}%` : null
  const { rows } = await sql<{
    id: string
    number: string
    totalCents: number
    lastName: string
    firstName: string
  }>`
    select i.id, i.number, i.total_cents, p.last_name, p.first_name
    from invoice i join patient p on p.practice_id = i.practice_id and p.id = i.patient_id
    where i.practice_id = ${work.practiceId} and i.status = 'issued' and (
      i.patient_id = any(array(
        select id from patient where practice_id = ${work.practiceId} and search_key like all(${anywhere}) limit ${MAX_PATIENTS}))
      or (${part}::text is not null and upper(i.number) like ${part}::text))
    order by i.issued_at desc, i.id desc
    limit ${limit}`.execute(work.tx)
  return rows.map((row) => ({
    label: row.number,
    detail: `${patientName(row)} · ${formatCents(row.totalCents, lang)}`,
    href: `/factures/${row.id}`,
    icon: 'receipt-text',
  }))
}
