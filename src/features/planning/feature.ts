import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { planningRoutes } from './routes.tsx'
import { absenceSubjects } from './absences/event-subjects.ts'
import { catalogueSubjects } from './catalogue/event-subjects.ts'
import { hoursSubjects } from './hours/event-subjects.ts'
import {
  agendaEvents,
  agendaSettingEvents,
  appointmentTypeEvents,
  openingExceptionEvents,
  openingHoursEvents,
  openingPeriodEvents,
  placeEvents,
  timeOffEvents,
} from './events.ts'

export const planning: Feature<IconName> = {
  name: 'planning',
  routes: planningRoutes,
  owns: [
    'place',
    'appointment_type',
    'opening_hours',
    'replaced_week',
    'opening_period',
    'opening_exception',
    'agenda_setting',
    'time_off',
  ],
  navigation: [
    {
      key: 'types',
      group: 'practice',
      order: 10,
      href: '/types-de-rendez-vous',
      icon: 'tag',
      label: { fr: 'Types de rendez-vous', en: 'Appointment types' },
    },
    {
      key: 'hours',
      group: 'practice',
      order: 20,
      href: '/horaires',
      icon: 'clock',
      label: { fr: 'Horaires', en: 'Opening hours' },
      covers: ['/absences'],
    },
  ],
  settings: [
    {
      group: 'practice',
      order: 20,
      href: '/types-de-rendez-vous',
      icon: 'tag',
      title: { fr: 'Types de rendez-vous', en: 'Appointment types' },
      detail: {
        fr: 'Durées, prix, couleurs, temps autour',
        en: 'Durations, prices, colours, time around them',
      },
    },
    {
      group: 'practice',
      order: 30,
      href: '/horaires',
      icon: 'clock',
      title: { fr: 'Horaires', en: 'Opening hours' },
      detail: { fr: 'Les heures où vous recevez', en: 'When you receive patients' },
    },
    {
      group: 'practice',
      order: 40,
      href: '/lieux',
      icon: 'map-pin',
      title: { fr: 'Lieux', en: 'Places' },
      detail: { fr: 'Cabinet, visio, domicile', en: 'Practice, video, at home' },
    },
    {
      group: 'practice',
      order: 50,
      href: '/parametres/agenda',
      icon: 'calendar-days',
      title: { fr: 'Jours fériés et vacances', en: 'Public and school holidays' },
      detail: {
        fr: 'Cabinet fermé ou non, zone scolaire, créneaux proposés',
        en: 'Closed or not, school zone, times proposed',
      },
    },
  ],
  events: {
    title: { fr: 'Horaires, absences, types et lieux', en: 'Hours, time off, types and places' },
    of: [
      openingHoursEvents,
      openingPeriodEvents,
      openingExceptionEvents,
      timeOffEvents,
      appointmentTypeEvents,
      placeEvents,
      agendaSettingEvents,
      agendaEvents,
    ],
  },
  subjects: { ...absenceSubjects, ...catalogueSubjects, ...hoursSubjects },
}
