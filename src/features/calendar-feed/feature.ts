import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { calendarFeedRoutes } from './routes.ts'
import { calendarFeedSubjects } from './event-subjects.ts'
import { calendarFeedEvents } from './events.ts'

export const calendarFeed: Feature<IconName> = {
  name: 'calendar-feed',
  routes: calendarFeedRoutes,
  owns: ['calendar_feed'],
  settings: [
    {
      group: 'practice',
      order: 70,
      href: '/parametres/calendrier',
      icon: 'link',
      title: { fr: 'Lien de calendrier', en: 'Calendar link' },
      detail: {
        fr: 'Votre agenda dans le calendrier de votre téléphone',
        en: 'Your agenda in the calendar of your phone',
      },
    },
  ],
  events: { title: { fr: 'Lien de calendrier', en: 'Calendar link' }, of: [calendarFeedEvents] },
  subjects: calendarFeedSubjects,
}
