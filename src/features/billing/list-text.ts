import { catalogue } from '#src/platform/text.ts'

/** What every list of this feature says: search, dates, and whose it is. */
export const listText = catalogue(
  {
    search: 'Rechercher',
    dates: 'Dates',
    from: 'Du',
    to: 'Au',
    filter: 'Filtrer',
    nothingFound: 'Rien ne correspond',
    nothingFoundText: 'Essayez un autre mot ou d’autres dates.',
    showAll: 'Tout afficher',
    choosePatient: 'Pour qui ?',
    choosePatientHint: 'Nom, prénom, téléphone ou mail',
    noPatient: 'Personne à choisir encore',
    noPatientText: 'L’argent est toujours au nom d’un patient : créez d’abord sa fiche.',
    noPatientFound: 'Aucun patient ne correspond',
    noPatientFoundText: 'Vérifiez l’orthographe, ou créez d’abord sa fiche.',
    newPatient: 'Nouveau patient',
  },
  {
    search: 'Search',
    dates: 'Dates',
    from: 'From',
    to: 'To',
    filter: 'Filter',
    nothingFound: 'Nothing matches',
    nothingFoundText: 'Try another word or other dates.',
    showAll: 'Show all',
    choosePatient: 'For whom?',
    choosePatientHint: 'Name, phone or mail',
    noPatient: 'Nobody to choose yet',
    noPatientText: 'Money always stands in a patient’s name: create the file first.',
    noPatientFound: 'No patient matches',
    noPatientFoundText: 'Check the spelling, or create the file first.',
    newPatient: 'New patient',
  },
)

export type ListText = (typeof listText)['fr']
