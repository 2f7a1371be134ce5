import { z } from 'zod'
import { formatDate } from '#src/domain/civil-format.ts'
import { parseDate } from '#src/domain/civil-parse.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Explained, Params, Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { findTouched } from './find-affected.ts'
import { checkbox, noForm, optionalDate } from '#src/platform/http/fields.ts'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { TimeOffListPage } from './time-off-list-page.tsx'
import { TimeOffPage } from './time-off-page.tsx'
import {
  createTimeOff,
  excludeDate,
  explainVersion,
  findAllTimeOff,
  getTimeOff,
  newTimeOffForm,
  removeTimeOff,
  settingsText,
  type TimeOff,
  timeOffForm,
  type TimeOffRefused,
  undoTimeOffEdit,
  updateTimeOff,
  type VersionRefused,
} from '#src/features/planning/index.ts'

export function addTimeOffRoutes(routes: Routes): void {
  routes.page('/absences', {
    summary: 'Time off to come, or past (passees=1)',
    query: z.object({ passees: checkbox.optional() }),
    load: async (visit, { query }) => ({
      items: await findAllTimeOff(visit, query.passees ?? false),
      past: query.passees ?? false,
    }),
    page: (data, view) => <TimeOffListPage view={view} {...data} />,
    json: ({ items }) => ({ items, next: null }),
  })
  routes.page('/absences/nouvelle', {
    summary: 'The form of new time off (date=YYYY-MM-DD: its first day)',
    query: z.object({ date: optionalDate.optional().catch(undefined) }),
    load: async (visit, { query }) => ({ date: query.date ?? visit.today }),
    page: ({ date }, view) => <TimeOffPage view={view} date={date} />,
  })
  routes.action('/absences', {
    summary:
      'Note time off: startDate and endDate for whole days, or startsAt and endsAt; rule (RRULE) repeats it',
    form: newTimeOffForm,
    act: (visit, input) => createTimeOff(visit, input),
    done: (off, { lang }) => ({ ...answer(off, 'suppression', lang), created: true }),
    explain: explainTimeOff,
    again: async (visit, attempt) => <TimeOffPage view={visit.view} attempt={attempt} />,
  })
  routes.page('/absences/:id', {
    summary: 'One time off, with the appointments it meets',
    load: async (visit, { params }) => {
      const timeOff = await getTimeOff(visit, idOf(params))
      return { timeOff, touched: await findTouched(visit, timeOff.id) }
    },
    page: (data, view) => <TimeOffPage view={view} {...data} />,
    json: (data) => ({ ...data.timeOff, appointmentIds: data.touched.map((one) => one.id) }),
  })
  routes.action('/absences/:id', {
    summary: 'Change time off',
    form: timeOffForm,
    act: (visit, input, { params }) => updateTimeOff(visit, idOf(params), input),
    done: (off, { lang }) => answer(off, `modifications/${off.version}/annulation`, lang),
    explain: explainTimeOff,
    again: async (visit, attempt, params) => (
      <TimeOffPage view={visit.view} timeOff={await getTimeOff(visit, idOf(params))} attempt={attempt} />
    ),
  })
  routes.action('/absences/:id/modifications/:version/annulation', {
    summary: 'Undo the edit that made this version of time off',
    form: noForm,
    act: (visit, _, { params }) => undoTimeOffEdit(visit, idOf(params), versionOf(params)),
    done: (off, { lang }) => answer(off, `modifications/${off.version}/annulation`, lang),
    explain: explainTimeOff,
  })
  for (const [noun, other, excluded] of [
    ['suppression', 'retablissement', true],
    ['retablissement', 'suppression', false],
  ] as const) {
    routes.action(`/absences/:id/dates/:date/${noun}`, {
      summary: excluded ? 'Take one date out of time off that repeats' : 'Put a date of time off back',
      form: noForm,
      act: (visit, _, { params }) => excludeDate(visit, idOf(params), dateIn(params), excluded),
      done: (off, { lang, params }) => {
        const t = settingsText[lang]
        const date = dateIn(params)
        const say = excluded ? t.toasts.dateTakenOut : t.toasts.datePutBack
        return {
          location: `/absences/${off.id}`,
          json: off,
          toast: {
            message: say(formatDate(date, 'weekday', lang)),
            undo: { action: `/absences/${off.id}/dates/${date.toString()}/${other}`, label: t.undo },
          },
        }
      },
    })
  }
  routes.action('/absences/:id/suppression', {
    summary: 'Remove time off',
    form: noForm,
    act: (visit, _, { params }) => removeTimeOff(visit, idOf(params), true),
    done: ({ id }, { lang }) => ({
      location: '/absences',
      json: { id },
      toast: {
        message: settingsText[lang].toasts.timeOffRemoved,
        undo: { action: `/absences/${id}/retablissement`, label: settingsText[lang].undo },
      },
    }),
  })
  routes.action('/absences/:id/retablissement', {
    summary: 'Give removed time off back',
    form: noForm,
    act: (visit, _, { params }) => removeTimeOff(visit, idOf(params), false),
    done: ({ id }, { lang }) => ({
      location: `/absences/${id}`,
      json: { id },
      toast: {
        message: settingsText[lang].toasts.timeOffRestored,
        undo: { action: `/absences/${id}/suppression`, label: settingsText[lang].undo },
      },
    }),
  })
}

/** A path's date; what is no date is none of its. */
function dateIn(params: Params): Temporal.PlainDate {
  const read = parseDate(params['date'] ?? '')
  if (!('date' in read)) throw new NotFound()
  return read.date
}

function answer(off: TimeOff, undo: string, lang: Lang) {
  const location = `/absences/${off.id}`
  const t = settingsText[lang]
  return {
    location,
    json: off,
    toast: { message: t.toasts.timeOffSaved, undo: { action: `${location}/${undo}`, label: t.undo } },
  }
}

function explainTimeOff(refused: TimeOffRefused | VersionRefused, lang: Lang): Explained {
  if (refused.refused !== 'time-off') return explainVersion(refused, lang)
  const t = settingsText[lang].refusals
  const message = refused.problem === 'required' ? t.needed : t[refused.problem]
  return { status: 422, errors: [{ field: refused.field, message }] }
}
