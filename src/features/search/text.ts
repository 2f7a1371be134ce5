import { catalogue } from '#src/platform/text.ts'

export const searchText = catalogue(
  {
    title: 'Rechercher',
    label: 'Rechercher',
    placeholder: 'Patient, rendez-vous, facture, action',
    search: 'Rechercher',
    noneTitle: 'Rien ne correspond',
    noneText:
      'La recherche porte sur les patients (nom, téléphone, mail), leurs rendez-vous à venir, leurs factures, et ce que l’on peut faire ici.',
    sources: { patients: 'Patients', appointments: 'Rendez-vous', invoices: 'Factures', actions: 'Actions' },
    actions: {
      newPatient: 'Nouveau patient',
      newAppointment: 'Nouveau rendez-vous',
      today: 'Aujourd’hui',
      agenda: 'Agenda',
      patients: 'Patients',
      invoices: 'Factures',
      payments: 'Règlements',
      importPatients: 'Importer des patients',
      duplicates: 'Doublons proposés',
      settings: 'Paramètres',
    },
  },
  {
    title: 'Search',
    label: 'Search',
    placeholder: 'Patient, appointment, invoice, action',
    search: 'Search',
    noneTitle: 'Nothing matches',
    noneText:
      'The search covers patients (name, phone, mail), their coming appointments, their invoices, and what can be done here.',
    sources: { patients: 'Patients', appointments: 'Appointments', invoices: 'Invoices', actions: 'Actions' },
    actions: {
      newPatient: 'New patient',
      newAppointment: 'New appointment',
      today: 'Today',
      agenda: 'Agenda',
      patients: 'Patients',
      invoices: 'Invoices',
      payments: 'Payments',
      importPatients: 'Import patients',
      duplicates: 'Possible duplicates',
      settings: 'Settings',
    },
  },
)
