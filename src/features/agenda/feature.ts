import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { agendaRoutes } from './routes.tsx'
import { findByWords } from './views/find/find-by-words.ts'
import { agendaSubjects } from './event-subjects.ts'
import { agendaEvents, appointmentEvents, seriesEvents, timeOffEvents } from './events.ts'

export const agenda: Feature<IconName> = {
  name: 'agenda',
  routes: agendaRoutes,
  owns: ['appointment', 'appointment_patient', 'appointment_series', 'appointment_change', 'occupancy'],
  navigation: [
    {
      key: 'agenda',
      group: 'day',
      order: 20,
      href: '/agenda',
      icon: 'calendar-days',
      label: { fr: 'Agenda', en: 'Agenda' },
      covers: ['/rendez-vous'],
      tab: true,
    },
  ],
  settings: [
    {
      group: 'practice',
      order: 60,
      href: '/absences',
      icon: 'calendar-x',
      title: { fr: 'Absences', en: 'Time off' },
      detail: { fr: 'Congés, formations, fermetures', en: 'Holidays, training, closures' },
    },
  ],
  finds: [
    {
      key: 'appointments',
      order: 20,
      title: { fr: 'Rendez-vous', en: 'Appointments' },
      search: findByWords,
    },
  ],
  shortcuts: [
    {
      order: 20,
      href: '/rendez-vous/nouveau',
      icon: 'calendar-plus',
      label: { fr: 'Nouveau rendez-vous', en: 'New appointment' },
    },
    { order: 40, href: '/agenda', icon: 'calendar-days', label: { fr: 'Agenda', en: 'Agenda' } },
  ],
  events: {
    title: { fr: 'Rendez-vous', en: 'Appointments' },
    of: [appointmentEvents, seriesEvents, timeOffEvents, agendaEvents],
  },
  subjects: agendaSubjects,
}
