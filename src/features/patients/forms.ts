import { z } from 'zod'
import { parseDate } from '#src/domain/civil-parse.ts'
import { isId } from '#src/domain/ids.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { consentSubjects } from './consents.ts'
import { guardianKinds } from './guardians.ts'
import { payerKinds } from './payers.ts'
import { patientKinds } from './rules.ts'

/** Longer than any field takes: the rules say at which field and why; this only bounds the work. */
const text = z.string().max(20_000)
const textOrNone = text.nullish().transform((value) => value ?? undefined)
// One field sent once arrives as a text, several of a name as a list.
const texts = z
  .union([text, z.array(text).max(200)])
  .optional()
  .transform((value) => (typeof value === 'string' ? [value] : value))
const id = z.string().refine(isId, refusal('invalidId'))
const ids = z
  .union([z.string(), z.array(z.string()).max(100)])
  .optional()
  .transform((value) =>
    value === undefined
      ? undefined
      : (typeof value === 'string' ? [value] : value).filter((one) => one !== ''),
  )
  .refine((value) => value === undefined || value.every(isId), refusal('invalidId'))
const emptyAsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value)
const checkbox = z.preprocess((value) => value === true || value === 'on' || value === 'true', z.boolean())
const version = z.coerce.number().int().min(1)
const address = z.object({ street: text, postcode: text, city: text }).partial().optional()

const patientFields = {
  kind: z.preprocess(emptyAsAbsent, z.enum(patientKinds).optional()),
  firstName: textOrNone,
  birthDate: text.nullish(),
  email: textOrNone,
  phone: textOrNone,
  emails: texts,
  phones: texts,
  address,
  referredBy: textOrNone,
  remarks: textOrNone,
  memberIds: ids,
}

export const newPatientForm = z.object({ lastName: text, ...patientFields })
export const patientForm = z.object({ version, lastName: text.optional(), ...patientFields })

export const listQuery = z.object({
  q: z.string().max(1000).optional(),
  etat: z.enum(['actifs', 'archives', 'tous']).optional(),
  cursor: z.string().max(3000).optional(),
})

export const mergeForm = z.object({ mergedIntoId: id })
export const mergeQuery = z.object({ avec: id.optional(), avecText: z.string().max(300).optional() })
export const memberForm = z.object({
  memberId: z.string().default(''),
  memberIdText: z.string().max(300).optional(),
})
export const distinctForm = z.object({ otherId: id })
const guardianFields = {
  kind: z.enum(guardianKinds).default('parent'),
  lastName: text,
  firstName: textOrNone,
  email: textOrNone,
  phone: textOrNone,
  mayBeContacted: checkbox,
  mayBeBilled: checkbox,
  mayBeInformed: checkbox,
}
export const newGuardianForm = z.object(guardianFields)
export const guardianForm = z.object({ version, ...guardianFields })

const payerFields = {
  kind: z.enum(payerKinds).default('person'),
  name: text,
  email: textOrNone,
  address,
  isDefault: checkbox,
}
export const newPayerForm = z.object(payerFields)
export const payerForm = z.object({ version, ...payerFields })

const date = z.string().transform((typed, context) => {
  const read = parseDate(typed)
  if ('date' in read) return read.date
  context.addIssue(refusal(read.refused === 'empty' ? 'required' : 'invalidDate'))
  return z.NEVER
})

export const consentForm = z.object({
  subject: z.enum(consentSubjects),
  given: z.preprocess(
    (value) =>
      value === 'oui' || value === 'true' ? true : value === 'non' || value === 'false' ? false : value,
    z.boolean(),
  ),
  decidedOn: date,
  guardianId: z.preprocess(emptyAsAbsent, id.optional()),
})
