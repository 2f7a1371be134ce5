import { z } from 'zod'
import { refusal } from '#src/platform/http/validate.ts'
import { checkbox, euros, line, optionalId, version, wholeNumber } from '#src/platform/http/fields.ts'
import { places } from './places.ts'
import { type Setting, versionedSetting } from './versioned-setting.ts'
import { appointmentTypeEvents } from '../events.ts'

export const COLOURS = ['sage', 'ocean', 'plum', 'ochre', 'rose'] as const
export const BOOKABLE = ['nobody', 'known', 'everybody'] as const
export const VAT_MODES = ['EXEMPT_CARE', 'FRANCHISE', 'STANDARD'] as const

const fields = {
  name: line(300),
  durationMinutes: wholeNumber(5, 720),
  price: euros,
  priceCents: wholeNumber(0, 10_000_000),
  vatMode: z.enum(VAT_MODES).default('EXEMPT_CARE'),
  colour: z.enum(COLOURS).default('sage'),
  bufferBeforeMinutes: wholeNumber(0, 240),
  bufferAfterMinutes: wholeNumber(0, 240),
  stepMinutes: wholeNumber(5, 240),
  noticeHours: wholeNumber(0, 2160),
  horizonDays: wholeNumber(1, 730),
  bookableBy: z.enum(BOOKABLE).default('nobody'),
  firstInterview: checkbox,
  placeId: z.union([z.literal('none'), optionalId]).optional(),
}

export const newTypeForm = z.object(fields).transform(readType)
export const typeForm = z.object({ ...fields, version }).transform(readType)

export type TypeFields = {
  name: string
  durationMinutes: number
  priceCents: number
  vatMode: string
  colour: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  noticeHours: number
  horizonDays: number
  bookableBy: string
  firstInterview: boolean
  placeId: string | null
}

export type AppointmentTypeRow = Setting<TypeFields>

/** What is booked with a type keeps its price and time when the type changes. */
export const types = versionedSetting<TypeFields>({
  table: 'appointmentType',
  fields: [
    'name',
    'durationMinutes',
    'priceCents',
    'vatMode',
    'colour',
    'bufferBeforeMinutes',
    'bufferAfterMinutes',
    'stepMinutes',
    'noticeHours',
    'horizonDays',
    'bookableBy',
    'firstInterview',
    'placeId',
  ],
  events: appointmentTypeEvents,
  async check(work, { placeId }) {
    if (placeId !== null) await places.get(work, placeId)
  },
})

type Typed = {
  [Field in keyof typeof fields]?: z.output<(typeof fields)[Field]> | undefined
}

function readType<
  Fields extends Typed & {
    name: string
    vatMode: string
    colour: string
    bookableBy: string
    firstInterview: boolean
  },
>(
  { placeId, price, ...typed }: Fields,
  context: z.RefinementCtx,
): Omit<Fields, 'placeId' | 'price'> & TypeFields {
  const { durationMinutes } = typed
  const priceCents = typed.priceCents ?? price
  if (durationMinutes === undefined) context.addIssue({ ...refusal('required'), path: ['durationMinutes'] })
  if (priceCents === undefined) context.addIssue({ ...refusal('required'), path: ['price'] })
  return {
    ...typed,
    durationMinutes: durationMinutes ?? 0,
    priceCents: priceCents ?? 0,
    bufferBeforeMinutes: typed.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: typed.bufferAfterMinutes ?? 0,
    stepMinutes: typed.stepMinutes ?? 15,
    noticeHours: typed.noticeHours ?? 24,
    horizonDays: typed.horizonDays ?? 60,
    placeId: placeId === 'none' || placeId === undefined ? null : placeId,
  }
}
