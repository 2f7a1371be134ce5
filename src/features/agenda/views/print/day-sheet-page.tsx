import { formatDate } from '#src/domain/civil-format.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  EmptyState,
  LinkButton,
  PageHeader,
  PracticeLayout,
  PrintButton,
  Stack,
  Table,
} from '#src/ui/index.ts'
import { timeLabel } from '../agenda-days.ts'
import { agendaText } from '../text.ts'
import type { DaySheet } from './find-day-sheet.ts'
import { printText } from './text.ts'

type Line = DaySheet['lines'][number]

/** The day on one sheet of paper. Telephone numbers are on it only when asked for: paper is left lying about. */
export function DaySheetPage({ view, sheet }: { view: View; sheet: DaySheet }) {
  const { lang } = view
  const t = printText[lang]
  const date = sheet.date.toString()
  const other = sheet.withPhones ? '' : '&telephones=1'
  return (
    <PracticeLayout frame={view.frame} title={t.title(formatDate(sheet.date, 'long', lang))} width="narrow">
      <PageHeader
        title={formatDate(sheet.date, 'full', lang)}
        subtitle={agendaText[lang].sessions(sheet.lines.length)}
        back={{ href: `/agenda?vue=jour&date=${date}`, label: agendaText[lang].agenda }}
        actions={
          <>
            <LinkButton href={`/agenda/feuille?date=${date}${other}`} icon="phone">
              {sheet.withPhones ? t.withoutPhones : t.withPhones}
            </LinkButton>
            <PrintButton>{t.print}</PrintButton>
          </>
        }
      />
      <Stack>
        {sheet.lines.length === 0 ? (
          <EmptyState icon="calendar" title={t.nobody} />
        ) : (
          <Table<Line>
            caption={t.title(formatDate(sheet.date, 'long', lang))}
            rows={sheet.lines}
            columns={[
              { label: t.time, narrow: true, phone: 'aside', cell: (line) => timesOf(line, lang) },
              { label: t.patients, primary: true, cell: (line) => line.names ?? '' },
              { label: t.type, cell: (line) => line.typeName },
              { label: t.place, cell: (line) => line.placeName ?? '' },
              ...(sheet.withPhones
                ? [{ label: t.phone, cell: (line: Line) => line.phones.map(formatPhone).join(', ') }]
                : []),
            ]}
          />
        )}
      </Stack>
    </PracticeLayout>
  )
}

function timesOf(line: Line, lang: View['lang']): string {
  const start = Number(line.time.slice(0, 2)) * 60 + Number(line.time.slice(3, 5))
  return timeLabel({ start, end: start + line.durationMinutes }, lang)
}
