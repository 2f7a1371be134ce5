import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'
import { catalogue } from '#src/platform/text.ts'

const text = catalogue({ draft: 'Brouillon' }, { draft: 'Draft' })

const nameInvoices: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('invoice')
    .innerJoin('patient', (join) =>
      join
        .onRef('patient.practiceId', '=', 'invoice.practiceId')
        .onRef('patient.id', '=', 'invoice.patientId'),
    )
    .select(['invoice.id', 'invoice.number', 'patient.firstName', 'patient.lastName'])
    .where('invoice.practiceId', '=', work.practiceId)
    .where('invoice.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, number, ...patient }) => [
      id,
      { name: `${number ?? text[lang].draft}, ${displayName(patient)}`, href: `/factures/${id}` },
    ]),
  )
}

const namePayments: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('payment')
    .innerJoin('patient', (join) =>
      join
        .onRef('patient.practiceId', '=', 'payment.practiceId')
        .onRef('patient.id', '=', 'payment.patientId'),
    )
    .select([
      'payment.id',
      'payment.amountCents',
      'payment.receivedOn',
      'patient.firstName',
      'patient.lastName',
    ])
    .where('payment.practiceId', '=', work.practiceId)
    .where('payment.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, amountCents, receivedOn, ...patient }) => [
      id,
      {
        name: [
          formatCents(amountCents, lang),
          displayName(patient),
          formatDate(receivedOn, 'long', lang),
        ].join(', '),
        href: `/reglements/${id}`,
      },
    ]),
  )
}

export const billingSubjects: Subjects = { invoice: nameInvoices, payment: namePayments }
