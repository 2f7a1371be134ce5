import { catalogue } from '#src/platform/text.ts'

export const printText = catalogue(
  {
    title: (date: string) => `Journée du ${date}`,
    print: 'Imprimer',
    withPhones: 'Avec les téléphones',
    withoutPhones: 'Sans les téléphones',
    nobody: 'Personne ce jour-là',
    time: 'Heure',
    patients: 'Patients',
    type: 'Type',
    place: 'Lieu',
    phone: 'Téléphone',
  },
  {
    title: (date: string) => `The day of ${date}`,
    print: 'Print',
    withPhones: 'With telephones',
    withoutPhones: 'Without telephones',
    nobody: 'Nobody on that day',
    time: 'Time',
    patients: 'Patients',
    type: 'Type',
    place: 'Place',
    phone: 'Telephone',
  },
)
