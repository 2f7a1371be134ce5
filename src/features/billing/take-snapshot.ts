import { formatPhone } from '#src/domain/phone.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { Work } from '#src/platform/work.ts'
import type { LockedInvoice } from './draft.ts'
import type { NewLine } from './lines.ts'
import { mentionsOf } from './mentions.ts'
import type { InvoiceNumber } from './numbering.ts'
import { type InvoiceSnapshot, TEMPLATE_VERSION } from './snapshot.ts'
import { getSurvivorId } from './survivor.ts'
import { computeTotals, lineAmount } from './totals.ts'

/** Who stands on the document at this moment, and the practice's own way of invoicing. */
export interface Parties {
  practice: InvoiceSnapshot['practice']
  practitioner: InvoiceSnapshot['practitioner']
  patient: InvoiceSnapshot['patient']
  payer: InvoiceSnapshot['payer']
  invoiceTitle: string
  invoicePrefix: string
  invoiceDueDays: number
}

/** Reads everybody's present names and addresses . */
export async function getParties(
  work: Work,
  invoice: Pick<LockedInvoice, 'patientId' | 'payerId'>,
): Promise<Parties> {
  const row = await work.tx
    .selectFrom('practice')
    .innerJoin('practitioner', 'practitioner.practiceId', 'practice.practiceId')
    .innerJoin('patient', 'patient.practiceId', 'practice.practiceId')
    .leftJoin('payer', (join) => join.on('payer.id', '=', invoice.payerId))
    .select([
      'practice.name',
      'practice.legalName',
      'practice.addressStreet',
      'practice.addressPostcode',
      'practice.addressCity',
      'practice.phone',
      'practice.email',
      'practice.siret',
      'practice.vatNumber',
      'practice.invoiceTitle',
      'practice.invoicePrefix',
      'practice.invoiceDueDays',
      'practitioner.displayName',
      'practitioner.profession',
      'practitioner.rpps',
      'practitioner.adeli',
      'patient.firstName',
      'patient.lastName',
      'patient.addressStreet as patientStreet',
      'patient.addressPostcode as patientPostcode',
      'patient.addressCity as patientCity',
      'payer.name as payerName',
      'payer.kind as payerKind',
      'payer.addressStreet as payerStreet',
      'payer.addressPostcode as payerPostcode',
      'payer.addressCity as payerCity',
    ])
    .where('patient.id', '=', await getSurvivorId(work, invoice.patientId))
    // One practitioner today. The first one, should there be several before an invoice names its own.
    .orderBy('practitioner.id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const {
    phone,
    email,
    siret,
    vatNumber,
    profession,
    rpps,
    adeli,
    invoiceTitle,
    invoicePrefix,
    invoiceDueDays,
  } = row
  return {
    practice: {
      name: row.name,
      legalName: row.legalName === '' ? row.displayName : row.legalName,
      street: row.addressStreet,
      postcode: row.addressPostcode,
      city: row.addressCity,
      phone: phone === '' ? '' : formatPhone(phone),
      email,
      siret,
      vatNumber,
    },
    practitioner: { name: row.displayName, profession, rpps, adeli },
    patient: {
      name: displayName(row),
      street: row.patientStreet,
      postcode: row.patientPostcode,
      city: row.patientCity,
    },
    payer:
      row.payerName === null
        ? null
        : {
            name: row.payerName,
            kind: row.payerKind === 'organisation' ? 'organisation' : 'person',
            street: row.payerStreet ?? '',
            postcode: row.payerPostcode ?? '',
            city: row.payerCity ?? '',
          },
    invoiceTitle,
    invoicePrefix,
    invoiceDueDays,
  }
}

/** Freezes the document. `credited` is the invoice a credit note takes back. */
export function takeSnapshot(
  work: Work,
  parties: Parties,
  given: InvoiceNumber,
  lines: readonly NewLine[],
  credited: InvoiceSnapshot['credited'] = null,
): InvoiceSnapshot {
  const { practice, practitioner, patient, payer } = parties
  return {
    template: TEMPLATE_VERSION,
    kind: credited ? 'creditNote' : 'invoice',
    title: credited ? 'Avoir' : parties.invoiceTitle,
    number: given.number,
    issuedOn: given.issuedOn.toString(),
    issuedAt: work.now.toString(),
    dueOn: credited ? null : given.issuedOn.add({ days: parties.invoiceDueDays }).toString(),
    practice,
    practitioner,
    patient,
    payer,
    lines: lines.map((line) => ({
      label: line.label,
      serviceDate: line.serviceDate?.toString() ?? null,
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      amountCents: lineAmount(line),
      vatMode: line.vatMode,
      vatRateBasisPoints: line.vatMode === 'STANDARD' ? line.vatRateBasisPoints : 0,
    })),
    totals: computeTotals(lines),
    mentions: mentionsOf(lines, payer?.kind),
    credited,
  }
}
