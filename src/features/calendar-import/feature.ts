import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { calendarImportRoutes } from './routes.ts'
import { sweepCalendarPreviews } from './sweep-previews.ts'
import { calendarImportSubjects } from './event-subjects.ts'
import { calendarImportEvents } from './events.ts'

export const calendarImport: Feature<IconName> = {
  name: 'calendar-import',
  routes: calendarImportRoutes,
  owns: ['import_batch'],
  settings: [
    {
      group: 'data',
      order: 20,
      href: '/agenda/import',
      icon: 'calendar-days',
      title: { fr: 'Importer un agenda', en: 'Import a calendar' },
      detail: {
        fr: 'Un fichier iCalendar (.ics), relu avant d’être écrit',
        en: 'An iCalendar file (.ics), reviewed before it is written',
      },
    },
  ],
  sweeps: [sweepCalendarPreviews],
  events: { title: { fr: 'Import d’un agenda', en: 'Import of a calendar' }, of: [calendarImportEvents] },
  subjects: calendarImportSubjects,
}
