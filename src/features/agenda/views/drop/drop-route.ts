import { formatDate } from '#src/domain/civil-format.ts'
import { z } from 'zod'
import { isRefused } from '#src/domain/refusal.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { minutesOf, timeLabel } from '../agenda-days.ts'
import type { Appointment } from '../../appointments/appointment.ts'
import { undoAddress } from '../../booking/appointment-routes.tsx'
import { appointmentJson } from '../../appointments/appointment-json.ts'
import { explainAppointment, sayWarning } from '../../booking/explain.ts'
import { idOf } from '#src/platform/http/params.ts'
import type { Warning } from '../../appointments/warnings.ts'
import { drawColumns } from './columns.tsx'
import { dropAppointment } from './drop-appointment.ts'
import { dropForm } from './drop-form.ts'
import { patientNames } from '#src/domain/person-name.ts'

const dropAnswer = z.object({
  message: z.string(),
  undoAction: z.string(),
  columns: z.record(z.string(), z.string()),
})

export function addDropRoute(routes: Routes): void {
  routes.action('/rendez-vous/:id/depot', {
    summary: 'Move or resize an appointment dropped in the grid; answers the day columns drawn again',
    form: dropForm,
    answer: dropAnswer,
    act: async (visit, drop, { params }) => {
      const dropped = await dropAppointment(visit, idOf(params), drop)
      return isRefused(dropped) ? dropped : { ...dropped, columns: drawColumns(visit, dropped.columns) }
    },
    done: ({ appointment, warnings, columns }, { lang }) => {
      const undoAction = undoAddress(appointment)
      return {
        location: `/agenda?date=${appointment.date.toString()}`,
        json: {
          ...appointmentJson(appointment),
          message: say(appointment, warnings, lang),
          undoAction,
          columns,
        },
      }
    },
    explain: explainAppointment,
  })
}

/** `Anne Roche : mardi 24 novembre, 9 h – 9 h 45. C’est pendant une absence.` */
function say(appointment: Appointment, warnings: readonly Warning[], lang: Lang): string {
  const start = minutesOf(appointment.wallTime)
  const times = timeLabel({ start, end: start + appointment.durationMinutes }, lang)
  const day = formatDate(appointment.date, 'weekday', lang)
  const moved = `${patientNames(appointment.patients)}${lang === 'fr' ? '\u00a0' : ''}: ${day}, ${times}`
  return [moved, ...warnings.map((warning) => sayWarning(warning, appointment.patients, lang))].join('. ')
}
