import { formatTime } from '#src/domain/civil-format.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { sayInstant, saySlots } from './say-when.ts'
import { appointmentText } from './appointment-text.ts'
import type { AskedTimeRefusal, BookingRefusal, EditingRefusal } from './book-appointment.ts'
import type { Appointment } from '../appointments/appointment.ts'
import { appointmentJson } from '../appointments/appointment-json.ts'
import type { SlotTaken } from '../appointments/nearest-slots.ts'
import type { FutureRefused, StatusRefused } from '../appointments/status.ts'
import type { Warning } from '../appointments/warnings.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { type AnySeriesRefusal, explainSeries } from './series/explain-series.ts'
import { type NamedPatient, patientNames } from '#src/domain/person-name.ts'

type AnyRefusal =
  | BookingRefusal
  | EditingRefusal
  | StatusRefused
  | FutureRefused
  | Refused<'touched'>
  | AnySeriesRefusal

/** What any refusal about an appointment says, in a sentence at its field. */
export function explainAppointment(refused: AnyRefusal, lang: Lang): Explained {
  const t = appointmentText[lang].refusals
  switch (refused.refused) {
    case 'slot-taken':
      return {
        status: 409,
        errors: [{ field: 'time', message: sayTaken(refused, lang) }],
        extra: { nearest: refused.nearest },
      }
    case 'time-skipped':
    case 'time-twice':
      return { status: 422, errors: [{ field: refused.field, message: sayTime(refused, lang) }] }
    case 'reversed':
      return { status: 422, errors: [{ field: 'durationMinutes', message: t.reversed }] }
    case 'too-short':
      return { status: 422, errors: [{ field: 'durationMinutes', message: t.tooShort }] }
    case 'too-long':
      return { status: 422, errors: [{ field: 'durationMinutes', message: t.tooLong }] }
    case 'over-midnight':
      return { status: 422, errors: [{ field: 'durationMinutes', message: t.overMidnight }] }
    case 'far-date':
      return { status: 422, errors: [{ field: 'date', message: t.farDate }] }
    case 'type-archived':
      return { status: 422, errors: [{ field: 'typeId', message: t.typeArchived }] }
    case 'no-patient':
      return { status: 422, errors: [{ field: 'patientId', message: t.noPatient }] }
    case 'unknown-patient':
      return { status: 422, errors: [{ field: refused.field, message: t.unknownPatient(refused.text) }] }
    case 'several-patients':
      return {
        status: 422,
        errors: [{ field: refused.field, message: t.severalPatients }],
        extra: { options: refused.options },
      }
    case 'add-patient':
      return { status: 409, errors: [] }
    case 'needs-confirmation':
      return {
        status: 409,
        errors: refused.warnings.map((warning) => ({
          field: 'time',
          message: sayWarning(warning, refused.patients, lang),
        })),
        extra: { warnings: refused.warnings },
      }
    case 'stale':
      return {
        status: 409,
        errors: [{ message: t.stale }],
        extra: { current: appointmentJson(refused.current as Appointment) },
      }
    case 'nothing-to-undo':
      return { status: 409, errors: [{ message: t.nothingToUndo }] }
    case 'wrong-status':
      return { status: 409, errors: [{ message: t.wrongStatus[refused.status] }] }
    case 'in-future':
      return { status: 409, errors: [{ message: t.inFuture }] }
    case 'touched':
      return { status: 409, errors: [{ message: t.touched }] }
    default:
      return explainSeries(refused, lang)
  }
}

export function sayWarning(warning: Warning, patients: readonly NamedPatient[], lang: Lang): string {
  const t = appointmentText[lang].refusals
  const sentences = {
    'outside-hours': t.outsideHours,
    'time-off': t.timeOff,
    'public-holiday': t.publicHoliday,
    'school-holidays': t.schoolHolidays,
    'outside-availability': t.outsideAvailability(patientNames(patients), patients.length),
  }
  return sentences[warning]
}

function sayTaken({ wanted, nearest, zone }: SlotTaken, lang: Lang): string {
  const t = appointmentText[lang].refusals
  const when = sayInstant(wanted.startsAt, zone, lang)
  return nearest.length === 0 ? t.takenNone(when) : t.takenNearest(when, saySlots(nearest, zone, lang))
}

function sayTime(refused: AskedTimeRefusal, lang: Lang): string {
  const t = appointmentText[lang].refusals
  const time = formatTime(refused.wall, lang)
  return refused.refused === 'time-skipped'
    ? t.skipped(time, formatTime(refused.resumesAt, lang))
    : t.twice(time)
}
