import type { PatientInput } from '#src/features/patients/index.ts'
import type { Chance } from './chance.ts'

// Invented people: numbers from the block reserved for fiction (06 39 98 xx xx), mails that lead nowhere.
const FIRST_NAMES = (
  'Alice Adam Agathe Amine Anaïs Antoine Arthur Aïcha Baptiste Camille Célia Chloé Clémence Damien Élise Emma Éric Fatou Florian ' +
  'Gabriel Hélène Hugo Inès Jeanne Jules Karim Léa Léo Lina Louise Lucas Manon Margaux Maëlle Mathis Mehdi Naïm Nathan Nina Noé ' +
  'Océane Paul Raphaël Rose Samuel Sarah Solène Théo Valentin Victoire Yanis Zoé'
).split(' ')

const LAST_NAMES = (
  'Arnaud Aubert Barbier Benali Bernard Blanc Bonnet Boyer Caron Chevalier Clément Colin Da_Silva Delmas Diallo Dubois Dumont Dupont ' +
  'Durand Étienne Fabre Faure Fontaine François Garnier Gauthier Girard Guérin Haddad Henry Jacquet Kowalski Lambert Laurent Le_Goff ' +
  'Lefebvre Legrand Lemoine Leroy Lopez Marchand Marie Martin Martinez Masson Mercier Meunier Meyer Michel Moreau Morel Morin Müller ' +
  'N’Diaye Nguyen Nicolas Noël O’Neil Olivier Perrin Petit Picard Renaud Richard Rivière Robert Roche Rousseau Roux Roy Schmitt Simon ' +
  'Tessier Thomas Traoré Vidal Vincent Zimmermann'
)
  .split(' ')
  .map((name) => name.replace('_', ' '))

const STREETS = [
  'rue Vendôme',
  'cours Lafayette',
  'rue de Créqui',
  'avenue de Saxe',
  'rue Moncey',
  'rue Garibaldi',
  'quai Augagneur',
]
const REFERRALS = [
  'Médecin traitant',
  'Bouche à oreille',
  'Site web',
  'Pédiatre',
  'École',
  'Ancien patient',
  '',
]

export interface DemoPerson {
  input: PatientInput
  kind: 'adult' | 'minor' | 'couple' | 'family'
}

/** A file as it would be typed. No two people of a practice share a name. */
export function inventPerson(chance: Chance, today: Temporal.PlainDate, taken: Set<string>): DemoPerson {
  const kind = chance.happens(0.16)
    ? 'minor'
    : chance.happens(0.11)
      ? 'couple'
      : chance.happens(0.04)
        ? 'family'
        : 'adult'
  let firstName: string
  let lastName: string
  do {
    firstName = chance.pick(FIRST_NAMES)
    lastName = chance.pick(LAST_NAMES)
  } while (taken.has(`${firstName} ${lastName}`))
  taken.add(`${firstName} ${lastName}`)
  const age = kind === 'minor' ? 6 + chance.below(11) : 19 + chance.below(55)
  const birthDate = today.subtract({ years: age, days: chance.below(360) }).toString()
  const group = kind === 'couple' || kind === 'family'
  const phone = `06 39 98 ${String(chance.below(100)).padStart(2, '0')} ${String(chance.below(100)).padStart(2, '0')}`
  const mail = `${plain(firstName)}.${plain(lastName)}@exemple.test`
  return {
    kind,
    input: {
      kind,
      lastName,
      firstName: group ? '' : firstName,
      ...(group ? {} : { birthDate }),
      phones: kind === 'minor' ? [] : [phone],
      emails: kind === 'minor' ? [] : [mail],
      address: {
        street: `${1 + chance.below(140)} ${chance.pick(STREETS)}`,
        postcode: `6900${1 + chance.below(9)}`,
        city: 'Lyon',
      },
      referredBy: chance.pick(REFERRALS),
    },
  }
}

/** The parent who accompanies a child. */
export function inventParent(chance: Chance, lastName: string) {
  const firstName = chance.pick(FIRST_NAMES)
  return {
    kind: 'parent' as const,
    lastName,
    firstName,
    phone: `06 39 98 ${String(chance.below(100)).padStart(2, '0')} ${String(chance.below(100)).padStart(2, '0')}`,
    email: `${plain(firstName)}.${plain(lastName)}@exemple.test`,
    mayBeContacted: true,
    mayBeBilled: true,
    mayBeInformed: true,
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
}
