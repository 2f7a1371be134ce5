import type { Chance } from './chance.ts'

const OPENINGS = [
  'Arrive à l’heure, plus posée que la dernière fois.',
  'Semaine difficile, sommeil haché.',
  'Dit aller « plutôt mieux ».',
  'Revient sur la dispute de la semaine passée.',
  'Parle d’abord du travail, puis de sa mère.',
  'Fatigue nette, mais envie de parler.',
]
const MIDDLES = [
  'Nous reprenons l’exercice de respiration ; deux essais faits à la maison.',
  'Évitement du métro encore présent, mais un trajet fait seul.',
  'Le mot « devoir » revient souvent ; nous nous y arrêtons.',
  'Première évocation du deuil, avec retenue.',
  'Tableau des pensées rempli trois jours sur sept.',
  'Dessine la maison avec une porte cette fois.',
]
const ENDINGS = [
  'À reprendre : la place du père.',
  'Pour la prochaine fois : noter trois moments agréables.',
  'Séance espacée à quinze jours, d’un commun accord.',
  'Penser à l’échelle au prochain rendez-vous.',
  'Rien d’inquiétant ce jour.',
]

/** A short private note, as one writes between two sessions. */
export function inventNote(chance: Chance): string {
  return `${chance.pick(OPENINGS)}\n\n${chance.pick(MIDDLES)}\n\n${chance.pick(ENDINGS)}`
}
