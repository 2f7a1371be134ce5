import { z } from 'zod'
import { isTimeZone } from '#src/domain/civil-time.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { DEPARTMENT_CODES } from '../departments.ts'
import { requiredNumber, version } from '#src/platform/http/fields.ts'
import { identifier, line, optionalEmail, password, requiredLine } from '../forms.ts'

export const INVOICE_TITLES = ['Facture', 'Note d’honoraires'] as const

/** A number that people write with spaces, dots or dashes. */
const digits = line(40).transform((text) => text.replaceAll(/[\s.\u00a0\u202f-]/g, '').toUpperCase())

export const practiceForm = z.object({
  version,
  name: requiredLine(),
  legalName: line(),
  practitionerName: requiredLine(),
  profession: line(),
  addressStreet: line(),
  addressPostcode: line(20).transform((text) => text.replaceAll(/\s/g, '')),
  addressCity: line(),
  phone: line(40),
  email: optionalEmail,
  siret: digits,
  vatNumber: digits,
  rpps: digits,
  adeli: digits,
  invoiceTitle: z.enum(INVOICE_TITLES),
  invoicePrefix: line(40),
  invoiceDueDays: requiredNumber(0, 60),
  lateCancelHours: requiredNumber(0, 168),
  department: z.string().superRefine((code, ctx) => {
    if (code !== '' && !DEPARTMENT_CODES.has(code)) ctx.addIssue(refusal('invalid'))
  }),
  timeZone: z.string().superRefine((zone, ctx) => {
    if (!isTimeZone(zone)) ctx.addIssue(refusal('invalid'))
  }),
})

export type PracticeInput = z.infer<typeof practiceForm>

export const accountForm = z.object({
  version,
  displayName: requiredLine(),
  language: z.enum(['fr', 'en']),
  theme: z.enum(['auto', 'light', 'dark']),
})

export type AccountInput = z.infer<typeof accountForm>

export const identifierForm = z.object({ identifier, password })

export const themeForm = z.object({
  theme: z.enum(['auto', 'light', 'dark']),
  returnTo: z.string().default('/aujourdhui'),
})
