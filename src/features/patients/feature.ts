import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { findByWords } from './find-by-words.ts'
import { sweepPatientPreviews } from './imports/sweep-previews.ts'
import { patientsRoutes } from './routes.tsx'
import { patientSubjects } from './event-subjects.ts'
import {
  availabilityEvents,
  consentEvents,
  guardianEvents,
  importEvents,
  patientEvents,
  payerEvents,
} from './events.ts'

export const patients: Feature<IconName> = {
  name: 'patients',
  routes: patientsRoutes,
  owns: [
    'patient',
    'patient_member',
    'guardian',
    'payer',
    'consent',
    'patient_availability',
    'distinct_pair',
    'imported_line',
    'import_batch',
  ],
  navigation: [
    {
      key: 'patients',
      group: 'day',
      order: 30,
      href: '/patients',
      icon: 'users',
      label: { fr: 'Patients', en: 'Patients' },
      covers: ['/seances'],
      tab: true,
    },
  ],
  settings: [
    {
      group: 'data',
      order: 10,
      href: '/patients/import',
      icon: 'users',
      title: { fr: 'Importer des patients', en: 'Import patients' },
      detail: { fr: 'Un fichier CSV ou vCard', en: 'A CSV or vCard file' },
    },
  ],
  finds: [{ key: 'patients', order: 10, title: { fr: 'Patients', en: 'Patients' }, search: findByWords }],
  shortcuts: [
    {
      order: 10,
      href: '/patients/nouveau',
      icon: 'user-plus',
      label: { fr: 'Nouveau patient', en: 'New patient' },
    },
    { order: 50, href: '/patients', icon: 'users', label: { fr: 'Patients', en: 'Patients' } },
    {
      order: 80,
      href: '/patients/import',
      icon: 'upload',
      label: { fr: 'Importer des patients', en: 'Import patients' },
    },
    {
      order: 90,
      href: '/patients/doublons',
      icon: 'git-merge',
      label: { fr: 'Doublons proposés', en: 'Possible duplicates' },
    },
  ],
  sweeps: [sweepPatientPreviews],
  events: {
    title: { fr: 'Patients', en: 'Patients' },
    of: [patientEvents, guardianEvents, payerEvents, consentEvents, availabilityEvents, importEvents],
  },
  subjects: patientSubjects,
}
