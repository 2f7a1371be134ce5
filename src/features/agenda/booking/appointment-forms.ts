import { z } from 'zod'
import { refusal } from '#src/platform/http/validate.ts'
import {
  checkbox,
  euros,
  id,
  ids,
  longText,
  optionalDate,
  optionalId,
  optionalMoment,
  optionalTime,
  version,
  wholeNumber,
} from '#src/platform/http/fields.ts'
import { repeatFields, scopeFields } from '../series/series-forms.ts'
import type { AskedTime } from '#src/domain/start-time.ts'

/** A note on an appointment is a remark; what is clinical belongs to the session. */
const NOTE_LENGTH = 5_000

/**
 * When: `startsAt` (with offset, or on the practice's wall clock), or `date` and `time` as typed. How long:
 * `durationMinutes`, or `endsAt`. `occurrence` answers which of two equal times of an autumn night is meant.
 */
const whenFields = {
  startsAt: optionalMoment,
  date: optionalDate,
  time: optionalTime,
  occurrence: z.enum(['first', 'second']).optional().catch(undefined),
  endsAt: optionalMoment,
  // Bounds are decided with the span, where the sentence can say which.
  durationMinutes: wholeNumber(-1_000_000, 1_000_000),
}

/**
 * Who comes: one patient or several. Without scripts only the text typed arrives (`…Text`). A page adds one more
 * person at a time with `addPatient`, which saves nothing. `newPatients` are names nobody bears yet, each after how it
 * is read (`likely:Jeanne Roux`, or `swapped:…`): where the text typed is one of them, a file is made along with the appointment.
 */
const peopleFields = {
  patientId: optionalId,
  patientIdText: z.string().max(300).optional(),
  patientIds: ids,
  otherPatientId: optionalId.optional(),
  otherPatientIdText: z.string().max(300).optional(),
  addPatient: checkbox,
  newPatients: z
    .union([z.string().max(320), z.array(z.string().max(320)).max(4)])
    .optional()
    .transform((value) => [value ?? []].flat()),
}

/** Set by a page's own form, which can show a warning and ask; a JSON client reads it in the answer. */
const fromPage = { _csrf: z.unknown().optional(), confirmed: checkbox }

export const newAppointmentForm = z
  .object({
    ...peopleFields,
    typeId: id,
    placeId: z.union([z.literal('none'), optionalId]).optional(),
    ...whenFields,
    ...repeatFields,
    note: longText(NOTE_LENGTH),
    /** Asked for and not promised yet; confirmed when left out. */
    status: z.enum(['requested', 'confirmed']).optional(),
    ...fromPage,
  })
  .transform(readWhen)

export const editAppointmentForm = z
  .object({
    version,
    ...scopeFields,
    ...peopleFields,
    typeId: optionalId,
    placeId: z.union([z.literal('none'), optionalId]).optional(),
    price: euros,
    priceCents: wholeNumber(0, 10_000_000),
    ...whenFields,
    note: longText(NOTE_LENGTH).optional(),
    ...fromPage,
  })
  .transform(readWhenIfAny)

export const moveForm = z
  .object({ version: version.optional(), ...scopeFields, ...whenFields, ...fromPage })
  .transform(readWhen)

export const cancelForm = z.object({
  by: z.enum(['patient', 'practitioner']),
  reason: longText(2_000),
  ...scopeFields,
})

/** An appointment that is there is repeated. */
export const repeatForm = z.object({ ...repeatFields, ...fromPage })

/** What was cancelled comes back, alone or with others of its series. */
export const restoreForm = z.object(scopeFields)

/** What a link to the form may fill in; nonsense in it is left out. */
export const newAppointmentQuery = z.object({
  date: z.string().max(20).optional(),
  time: z.string().max(20).optional(),
  startsAt: z.string().max(40).optional(),
  durationMinutes: z.string().max(3).optional().catch(undefined),
  patientId: z.string().max(40).optional(),
  patient: z.string().max(40).optional(),
  typeId: z.string().max(40).optional(),
})

interface WhenFields {
  _csrf?: unknown
  startsAt?: AskedTime | undefined
  date?: Temporal.PlainDate | undefined
  time?: Temporal.PlainTime | undefined
  occurrence?: 'first' | 'second' | undefined
}

export interface When {
  asked: AskedTime
  /** The field at which a refusal of the time stands. */
  timeField: 'startsAt' | 'time'
}

function readWhen<Fields extends WhenFields>(
  fields: Fields,
  context: z.RefinementCtx,
): Fields & { when: When } {
  const read = whenOf(fields)
  if (read) return { ...fields, when: read }
  const { _csrf: formToken, time } = fields
  const typed = formToken !== undefined || time !== undefined
  if (!fields.date) context.addIssue({ ...refusal('required'), path: [typed ? 'date' : 'startsAt'] })
  if (!fields.time && fields.date) context.addIssue({ ...refusal('required'), path: ['time'] })
  return z.NEVER
}

function readWhenIfAny<Fields extends WhenFields>(fields: Fields): Fields & { when: When | undefined } {
  return { ...fields, when: whenOf(fields) }
}

function whenOf({ startsAt, date, time, occurrence }: WhenFields): When | undefined {
  if (startsAt)
    return {
      asked: { ...startsAt, ...(occurrence ? { occurrence } : {}) } as AskedTime,
      timeField: 'startsAt',
    }
  if (!date || !time) return undefined
  return { asked: { kind: 'wall', wall: date.toPlainDateTime(time), occurrence }, timeField: 'time' }
}
