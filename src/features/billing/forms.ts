import { z } from 'zod'
import { parseDate } from '#src/domain/civil-parse.ts'
import { cleanLine, lengthOf } from '#src/domain/clean-text.ts'
import { isId } from '#src/domain/ids.ts'
import { parseCents } from '#src/domain/money.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { INVOICE_VIEWS, type InvoiceView } from './find-invoices.ts'
import { METHODS } from './record-payment.ts'
import { VAT_MODES } from './totals.ts'

type Context = z.core.$RefinementCtx

/** The most lines one invoice holds: two a day for a month and some. */
export const MAX_LINES = 100
const MAX_LABEL = 300
const MAX_UNIT_PRICE_CENTS = 10_000_000
const MAX_PAYMENT_CENTS = 100_000_000
/** Nobody records older money here; an earlier year is a slip of the finger. */
const EARLIEST_PAYMENT = Temporal.PlainDate.from('2000-01-01')

const optional = z.string().nullish()
const id = z.string().refine(isId, { params: { key: 'invalidId' } })
/** An id, or nothing: an empty field, null or no field. */
const optionalId = z.preprocess(
  (value) => (value === '' || value === null ? undefined : value),
  id.optional(),
)

const line = z
  .object({
    label: z.string().optional(),
    quantity: z.union([z.number(), z.string()]).optional(),
    unitPriceCents: z.number().optional(),
    price: z.string().optional().describe('As typed in French; or unitPriceCents'),
    vatMode: z.enum(VAT_MODES).optional(),
    vatRateBasisPoints: z.coerce
      .number()
      .int()
      .min(0)
      .max(3000)
      .optional()
      .describe('2000 is 20 %; the standard rate when left out'),
    serviceDate: optional,
    sessionId: optionalId,
  })
  .transform((raw, ctx) => ({
    label: lineText(raw.label ?? '', 'label', MAX_LABEL, ctx),
    quantity: readQuantity(raw.quantity, ctx),
    unitPriceCents: readCents(
      raw.unitPriceCents,
      raw.price,
      'price',
      { min: 0, max: MAX_UNIT_PRICE_CENTS },
      ctx,
    ),
    vatMode: raw.vatMode ?? 'EXEMPT_CARE',
    /** undefined: the standard rate of the day. */
    vatRateBasisPoints: raw.vatRateBasisPoints,
    serviceDate: readDate(raw.serviceDate, 'serviceDate', ctx),
    sessionId: raw.sessionId ?? null,
  }))

/** Lines left wholly blank are not there: the editor always offers one. */
const lines = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((one) => !isBlank(one)) : (value ?? [])),
  z.array(line).max(MAX_LINES),
)

/** A button, a checkbox or a JSON boolean. */
const flag = z
  .union([z.string(), z.boolean(), z.number()])
  .optional()
  .transform((value) => value !== undefined && !['', '0', 'false'].includes(String(value)) && value !== false)

const draftFields = {
  payerId: optionalId,
  lines,
  /** A button of the editor: adds or removes a line and shows the form again. */
  edit: z.string().optional(),
  /** Issues it at once. */
  issue: flag,
}

export const newInvoiceForm = z.object({ patientId: id, ...draftFields })
export const invoiceForm = z.object({ version: z.coerce.number().int(), ...draftFields })
/** `ready`: issued, unless the practice still lacks what the law wants on an invoice; then a draft says so. */
export const sessionInvoiceForm = z.object({ issue: z.union([z.literal('ready'), flag]) })
export const nothingForm = z.object({})

export type FormLine = z.output<typeof line>

export const paymentForm = z
  .object({
    patientId: optionalId,
    invoiceId: optionalId,
    method: z.enum(METHODS),
    amountCents: z.number().optional(),
    amount: z.string().optional().describe('As typed in French; or amountCents'),
    receivedOn: optional,
    cheque: z.object({ number: optional, drawer: optional, bank: optional }).nullish(),
    allocations: z
      .array(z.object({ invoiceId: id, amountCents: z.number().optional(), amount: z.string().optional() }))
      .max(MAX_LINES)
      .optional()
      .describe('Left out: the invoice given, then the oldest debts'),
    cashConfirmed: flag,
  })
  .transform((raw, ctx) => ({
    patientId: raw.patientId,
    invoiceId: raw.invoiceId,
    method: raw.method,
    amountCents: readCents(raw.amountCents, raw.amount, 'amount', { min: 1, max: MAX_PAYMENT_CENTS }, ctx),
    receivedOn: readPaymentDate(raw.receivedOn, ctx),
    cheque: {
      number: lineText(raw.cheque?.number ?? '', 'cheque.number', 40, ctx, false),
      drawer: lineText(raw.cheque?.drawer ?? '', 'cheque.drawer', MAX_LABEL, ctx, false),
      bank: lineText(raw.cheque?.bank ?? '', 'cheque.bank', MAX_LABEL, ctx, false),
    },
    // A share left empty is none; it keeps its place, so that refusals name the right field.
    allocations: raw.allocations?.map((share, index) => ({
      invoiceId: share.invoiceId,
      amountCents:
        share.amountCents === undefined && isEmpty(share.amount)
          ? 0
          : readCents(
              share.amountCents,
              share.amount,
              `allocations.${index}.amount`,
              { min: 0, max: MAX_PAYMENT_CENTS },
              ctx,
            ),
    })),
    cashConfirmed: raw.cashConfirmed,
  }))

export const allocationForm = z.object({ invoiceId: optionalId })

/** The list's views as they stand in addresses. */
export const viewNames: Readonly<Record<InvoiceView, string>> = {
  unpaid: 'a-encaisser',
  draft: 'brouillons',
  issued: 'emises',
  creditNote: 'avoirs',
}

const queryDate = z
  .string()
  .optional()
  .transform((text) => {
    const parsed = parseDate(text ?? '')
    return isRefused(parsed) ? undefined : parsed.date
  })
const listFields = {
  q: z.string().max(300).optional(),
  du: queryDate,
  au: queryDate,
  patientId: z
    .string()
    .optional()
    .transform((value) => (isId(value) ? value : undefined)),
  cursor: z.string().optional(),
}

export const invoicesQuery = z.object({
  ...listFields,
  vue: z
    .string()
    .optional()
    .transform((name) => INVOICE_VIEWS.find((view) => viewNames[view] === name)),
})
export const paymentsQuery = z.object(listFields)
export const newInvoiceQuery = z.object({ patientId: z.string().optional(), q: z.string().optional() })
export const newPaymentQuery = z.object({
  invoiceId: z.string().optional(),
  patientId: z.string().optional(),
  q: z.string().optional(),
})

function isBlank(one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return false
  const { label, price, unitPriceCents } = one as Record<string, unknown>
  return isEmpty(label) && isEmpty(price) && unitPriceCents === undefined
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function lineText(text: string, field: string, max: number, ctx: Context, required = true): string {
  const clean = cleanLine(text)
  if (required && clean === '') ctx.addIssue({ ...refusal('required'), path: field.split('.') })
  // Characters are counted as people count them: the column does, too.
  if (lengthOf(clean) > max)
    ctx.addIssue({ code: 'too_big', origin: 'string', maximum: max, input: clean, path: field.split('.') })
  return clean
}

function readQuantity(raw: number | string | undefined, ctx: Context): number {
  const value = raw === undefined || raw === '' ? 1 : Number(raw)
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value
  ctx.addIssue({ ...refusal('invalid'), path: ['quantity'] })
  return 1
}

function readCents(
  cents: number | undefined,
  typed: string | undefined,
  field: string,
  bounds: { min: number; max: number },
  ctx: Context,
): number {
  const value = cents ?? (isEmpty(typed) ? undefined : parseCents(typed ?? ''))
  if (value !== undefined && Number.isInteger(value) && value >= bounds.min && value <= bounds.max)
    return value
  const missing = cents === undefined && isEmpty(typed)
  ctx.addIssue({ ...refusal(missing ? 'required' : 'invalidAmount'), path: field.split('.') })
  return bounds.min
}

function readDate(typed: string | null | undefined, field: string, ctx: Context): Temporal.PlainDate | null {
  if (isEmpty(typed)) return null
  const parsed = parseDate(typed ?? '')
  if (!isRefused(parsed)) return parsed.date
  ctx.addIssue({ ...refusal('invalidDate'), path: [field] })
  return null
}

/** undefined: today. */
function readPaymentDate(typed: string | null | undefined, ctx: Context): Temporal.PlainDate | undefined {
  const date = readDate(typed, 'receivedOn', ctx) ?? undefined
  if (date && Temporal.PlainDate.compare(date, EARLIEST_PAYMENT) < 0)
    ctx.addIssue({ ...refusal('invalidDate'), path: ['receivedOn'] })
  return date
}
