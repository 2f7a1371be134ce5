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
    shortcuts: 'Actions',
  },
  {
    title: 'Search',
    label: 'Search',
    placeholder: 'Patient, appointment, invoice, action',
    search: 'Search',
    noneTitle: 'Nothing matches',
    noneText:
      'The search covers patients (name, phone, mail), their coming appointments, their invoices, and what can be done here.',
    shortcuts: 'Actions',
  },
)
