import { formatDate } from '#src/domain/civil-format.ts'
import { isolate } from '#src/platform/pdf/bidi.ts'
import type { InvoiceSnapshot, InvoiceState, PostalAddress } from '../snapshot.ts'

// Documents are in French whatever language the practitioner's screen speaks: they go to the patient and the law.

export function longDate(date: string | Temporal.PlainDate): string {
  return formatDate(typeof date === 'string' ? Temporal.PlainDate.from(date) : date, 'long').replaceAll(
    ' ',
    '\u00a0',
  )
}

export function numericDate(date: string | Temporal.PlainDate): string {
  return formatDate(typeof date === 'string' ? Temporal.PlainDate.from(date) : date, 'numeric')
}

export function addressLines(address: PostalAddress): string[] {
  const city = [address.postcode, address.city].filter((part) => part !== '').join(' ')
  return [...address.street.split('\n'), city].filter((line) => line !== '').map(isolate)
}

/** `12345678900012` → `123 456 789 00012`; anything else as typed. */
export function formatSiret(siret: string): string {
  const digits = siret.replace(/\s/g, '')
  return /^\d{14}$/.test(digits)
    ? digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')
    : siret
}

/** The numbers under which the State knows the practice and the practitioner. */
export function registrations({ practice, practitioner }: InvoiceSnapshot): string[] {
  return [
    practice.siret && `SIRET ${formatSiret(practice.siret)}`,
    practitioner.rpps && `RPPS ${practitioner.rpps}`,
    practitioner.adeli && `ADELI ${practitioner.adeli}`,
    practice.vatNumber && `TVA ${practice.vatNumber}`,
  ].filter((line) => line !== '')
}

export const methodWords = {
  cheque: 'par chèque',
  cash: 'en espèces',
  card: 'par carte',
  transfer: 'par virement',
  online: 'en ligne',
} as const

function paidBy(payment: InvoiceState['payments'][number]): string {
  const cheque =
    payment.method === 'cheque' && payment.chequeNumber !== ''
      ? ` n°\u00a0${isolate(payment.chequeNumber)}`
      : ''
  return methodWords[payment.method] + cheque
}

/** "Acquittée le … par …": only where nothing is owed and something was paid; undefined otherwise. */
export function receiptSentence(state: InvoiceState): string | undefined {
  if (state.dueCents > 0 || state.creditNote || state.payments.length === 0) return undefined
  const last = state.payments
    .map((payment) => payment.receivedOn)
    .sort(Temporal.PlainDate.compare)
    .at(-1)
  const ways = [...new Set(state.payments.map(paidBy))]
  return last && `Acquittée le ${longDate(last)} ${ways.join(', ')}.`
}

export function formatRate(basisPoints: number): string {
  return `${String(basisPoints / 100).replace('.', ',')}\u00a0%`
}
