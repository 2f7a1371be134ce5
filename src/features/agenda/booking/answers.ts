import { z } from 'zod'
import { STATUSES } from '#src/domain/appointment-status.ts'

// What clients get, for the API document; `answers.test.ts` holds the routes to it. Instants have an offset, dates are
// `YYYY-MM-DD`, times of the wall clock `HH:MM:SS`, amounts are cents.

const id = z.uuid()
const instant = z.iso.datetime({ offset: true })
const date = z.iso.date()

const span = z.strictObject({
  startsAt: instant,
  endsAt: instant,
  /** Whether all who are to come can; only where any of them said when. */
  fits: z.boolean().optional(),
})

const named = z.strictObject({ id, firstName: z.string(), lastName: z.string() })

const warning = z.enum([
  'outside-hours',
  'time-off',
  'public-holiday',
  'school-holidays',
  'outside-availability',
])

const appointment = z.strictObject({
  id,
  patientIds: z.array(id),
  patients: z.array(named),
  typeId: id,
  startsAt: instant,
  endsAt: instant,
  durationMinutes: z.int(),
  status: z.enum(STATUSES),
  cancelledBy: z.enum(['patient', 'practitioner']).nullable(),
  late: z.boolean(),
  placeId: id.nullable(),
  priceCents: z.int(),
  seriesId: id.nullable(),
  overlapping: z.boolean(),
  version: z.int(),
  /** Of a booking, an edit or a move. */
  warnings: z.array(warning).optional(),
})

/** A date of a series: what was asked for, why not, what else. */
const planned = z.strictObject({
  key: z.string(),
  date,
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  reason: z.enum(['conflict', 'time-skipped', ...warning.options]).nullable(),
  /** The reason in the client's language; who cannot come then is named there beside any other reason. */
  label: z.string(),
  nearest: z.array(span),
  takenAt: instant.nullable(),
})

const list = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

const changedSeries = appointment.extend({
  changeId: id,
  items: z.array(appointment),
  left: z.array(planned),
})

export const seriesAnswer = appointment.extend({
  changeId: id,
  rule: z.string(),
  items: z.array(appointment),
  skipped: z.array(planned),
})

export const appointmentAnswer = appointment
export const createdAnswer = z.union([appointment, seriesAnswer])
export const changedAnswer = z.union([appointment, changedSeries])

export const appointmentPageAnswer = appointment.extend({
  note: z.string(),
  reason: z.string(),
  sessionId: id.nullable(),
  invoice: z
    .strictObject({ id, number: z.string().nullable(), status: z.string(), dueCents: z.int() })
    .nullable(),
  series: z
    .strictObject({
      id,
      rule: z.string(),
      zone: z.string(),
      startsOn: date,
      wallTime: z.iso.time().nullable(),
      coming: z.array(z.strictObject({ id, startsAt: instant, status: z.enum(STATUSES) })),
      comingCount: z.int(),
      lastDate: date.optional(),
    })
    .nullable(),
})

export const movingAnswer = appointment.extend({ nearest: z.array(span) })
export const cancellingAnswer = z.strictObject({ wouldBeLate: z.boolean() })
export const withdrawnAnswer = z.strictObject({ id, withdrawn: z.literal(true) })
export const foundAnswer = list(appointment.extend({ sessionId: id.nullable() }))
export const affectedAnswer = list(appointment.extend({ nearest: z.array(span) }))
export const solvedAnswer = z.strictObject({ changeId: id, moved: z.int(), cancelled: z.int() })
export const undoneAnswer = z.strictObject({ appointments: z.int() })

const gridAppointment = z.strictObject({
  id,
  patientIds: z.array(id),
  /** Separated by ", ". */
  names: z.string().nullable(),
  typeId: id,
  startsAt: instant,
  endsAt: instant,
  durationMinutes: z.int(),
  status: z.enum(STATUSES),
  late: z.boolean(),
  placeId: id.nullable(),
  overlapping: z.boolean(),
  version: z.int(),
})

const grid = list(gridAppointment).extend({
  firstDate: date,
  lastDate: date,
  timeOff: z.array(
    z.strictObject({ id, kind: z.string(), label: z.string(), startsAt: instant, endsAt: instant }),
  ),
})

/** Four weeks as a list, any other view as a grid. */
export const agendaAnswer = z.union([grid, list(appointment)])

const typeChoice = z.strictObject({
  id,
  name: z.string(),
  durationMinutes: z.int(),
  priceCents: z.int(),
  colour: z.string(),
  firstInterview: z.boolean(),
  placeId: id.nullable(),
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  stepMinutes: z.int(),
  archived: z.boolean(),
})

export const choicesAnswer = z.strictObject({
  types: z.array(typeChoice),
  places: z.array(z.strictObject({ id, name: z.string(), kind: z.string(), archived: z.boolean() })),
})
