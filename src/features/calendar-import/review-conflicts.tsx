import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, CardGrid, HiddenField, RadioChips, Stack, Table } from '#src/ui/index.ts'
import { MOST_ROWS } from './import-forms.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview, Conflict } from './plan-calendar.ts'

/** Each has a handful of appointments, and a form takes so many rows. */
const MOST_CONFLICTS = MOST_ROWS / 4

export function Conflicts({ view, conflicts }: { view: View; conflicts: readonly Conflict[] }) {
  const t = calendarImportText[view.lang]
  const waiting = conflicts.filter(({ state }) => state !== 'decided')
  // What waits is always among those shown.
  const shown = conflicts.length > MOST_CONFLICTS ? waiting.slice(0, MOST_CONFLICTS) : conflicts
  let index = 0
  return (
    <Card title={t.conflicts} aside={String(conflicts.length)}>
      <Stack>
        <p class="field-hint">{t.conflictsHint}</p>
        <CardGrid columns={2}>
          {shown.map((conflict) => (
            <Card tone="sunk" headingLevel={3} title={dayOf(view, conflict)}>
              <Stack>
                {conflict.taken ? <p class="field-hint">{t.takenByAgenda}</p> : null}
                {conflict.items.map((item) => {
                  const at = index++
                  const { occurrence } = item.planned
                  const time = `${formatTime(occurrence.wallStart, view.lang)} – ${formatTime(occurrence.wallEnd, view.lang)}`
                  return (
                    <>
                      <HiddenField name={`conflicts.${at}.key`} value={item.planned.key} />
                      <RadioChips
                        name={`conflicts.${at}.choice`}
                        label={`${time} · ${occurrence.summary || t.untitled}`}
                        value={item.choice ?? ''}
                        options={[
                          { value: 'keep', label: t.keep, disabled: item.taken },
                          { value: 'skip', label: t.skip },
                        ]}
                      />
                    </>
                  )
                })}
              </Stack>
            </Card>
          ))}
        </CardGrid>
      </Stack>
    </Card>
  )
}

function dayOf(view: View, conflict: Conflict): string {
  const [first] = conflict.items
  return first ? formatDate(first.planned.occurrence.wallStart, 'full', view.lang) : ''
}

export function RefusedEvents({ view, review }: { view: View; review: CalendarReview }) {
  const t = calendarImportText[view.lang]
  const unfit = review.unfit.map((occurrence) => ({
    summary: occurrence.summary,
    start: `${formatDate(occurrence.wallStart, 'numeric', view.lang)} ${formatTime(occurrence.wallStart, view.lang)}`,
    reason: occurrence.allDay ? t.unfit.timeOff : t.unfit.appointment,
  }))
  const refused = review.refused.map((event) => ({
    summary: event.summary,
    start: event.start,
    reason: t.codes[event.code],
  }))
  const rows = [...refused, ...unfit]
  if (rows.length === 0) return null
  return (
    <Card title={t.refusedEvents} aside={String(rows.length)} padding="flush">
      <Table
        caption={t.refusedEvents}
        rows={rows.slice(0, MOST_ROWS)}
        columns={[
          { label: t.eventTitle, primary: true, cell: (row) => row.summary || t.untitled },
          { label: t.start, cell: (row) => row.start },
          { label: t.reason, cell: (row) => row.reason },
        ]}
      />
    </Card>
  )
}
