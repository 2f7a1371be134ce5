import { toSearchKey } from '#src/domain/search-key.ts'
import { bareTitle } from './title-words.ts'

/** The names of the practice's patients, as search keys: they tell a first name from a last name. */
export interface KnownNames {
  readonly first: ReadonlySet<string>
  readonly last: ReadonlySet<string>
}

export const noKnownNames: KnownNames = { first: new Set(), last: new Set() }

export function knownNamesOf(people: Iterable<{ firstName: string; lastName: string }>): KnownNames {
  const [first, last] = [new Set<string>(), new Set<string>()]
  for (const { firstName, lastName } of people) {
    for (const key of [toSearchKey(firstName), ...toSearchKey(firstName).split(' ')]) first.add(key)
    last.add(toSearchKey(lastName))
  }
  first.delete('')
  last.delete('')
  return { first, last }
}

/** Words within a name that begin without a capital, or begin a last name: `de`, `Le`. */
export const particles: ReadonlySet<string> = new Set(
  'le la les de du des d da dos del della di van von den der el al ben bin ould saint sainte'.split(' '),
)

// What a practitioner's calendar holds besides people, as search keys.
const activities = new Set(
  (
    'dejeuner diner repas lunch brunch pause cafe aperitif resto restaurant ' +
    'supervision intervision controle formation formations colloque congres seminaire stage stagiaire atelier cours ' +
    'conference webinaire reunion equipe synthese groupe analyse pratique pratiques permanence astreinte ' +
    'conge conges vacances ferie feries absence absent absente indisponible indispo ferme fermeture maladie arret ' +
    'repos rtt off holiday holidays meeting training busy bloque bloquee occupe occupee reserve libre dispo ' +
    'administratif admin administration compta comptable comptabilite facture factures facturation impots urssaf ' +
    'banque courrier mail mails telephone appels rappel rappels note notes redaction ecriture compte rendu ' +
    'perso personnel prive famille anniversaire mariage enterrement obseques bapteme fete noel paques pentecote ' +
    'ascension toussaint assomption armistice courses menage travaux plombier electricien livraison garage ' +
    'demenagement visite trajet route train avion gare aeroport voyage dentiste medecin docteur dr kine osteo ' +
    'osteopathe gynecologue gyneco ophtalmo ophtalmologue orl pediatre pharmacie laboratoire hopital clinique cmp cmpp ' +
    'ehpad creche ecole college lycee universite fac veterinaire coiffeur coiffeuse sport gym yoga pilates piscine ' +
    'natation tennis footing danse musique piano chorale theatre cinema concert musee emdr tcc'
  ).split(' '),
)

// A capital, or a letter of a script that has none; hyphens and apostrophes inside.
const nameWord = /^(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*$/u
const mostWords = 6

/**
 * Whether a title that names no patient names a person all the same: two to six words written like names, or
 * one after a word of the trade (`RDV Dupont`), none of which is an activity (`Déjeuner`, `Formation EMDR`).
 * A known first or last name tells even without capitals.
 */
export function looksLikePerson(title: string, known: KnownNames): boolean {
  const bare = bareTitle(title)
  const written = bare.replaceAll(',', ' ').split(/\s+/)
  const keys = written.flatMap((word) => toSearchKey(word).split(' '))
  if (written.length > mostWords || keys.some((key) => activities.has(key))) return false
  if (written.length === 1) return bare !== title.trim() && nameWord.test(bare)
  const isNamed = keys.some((key) => known.first.has(key) || known.last.has(key))
  if (isNamed && written.every((word) => /^[\p{L}\p{M}'’.-]+$/u.test(word))) return true
  return written.every((word) => nameWord.test(word) || particles.has(toSearchKey(word)))
}
