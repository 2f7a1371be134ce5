import { cleanLine } from '#src/domain/clean-text.ts'
import { toSearchKey } from '#src/domain/search-key.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

// What practitioners add to a name, as search keys. Ordinals (`1er`, `2e`) and times count as well.
const trade = words(
  'rdv rendez vous seance seances suivi bilan bilans entretien consultation consult premier premiere ' +
    'visio visioconference teleconsultation tel telephone appel zoom skype teams cabinet domicile au a en ' +
    'decale decalee deplace deplacee reporte reportee avance avancee annule annulee confirme confirmee confirmer ' +
    'avec pour mme madame m mr monsieur mlle enfant patient patiente nouveau nouvelle ' +
    'new appointment session call video follow up first with',
)
// Without these a last name alone would be left, which a husband and his wife may share.
const civilities = words('mme madame m mr monsieur mlle enfant')
// At the end of a title these may be somebody's last name.
const alsoNames = words('nouveau nouvelle premier premiere enfant patient patiente a m new first call')

// What stands behind a name: `… (décalé)`, `… - bilan`, `… : 2e séance`.
const behind = /\s+(?:\(.*|[-–—/:]\s.*)$/

/** A title is a line; a longer one is a text that names nobody in particular. */
export const longestTitle = 200

export function isTrade(word: string): boolean {
  return trade.has(word) || /^\d/.test(word)
}

/** What is left of a title without the words of the trade around it: `RDV Théo Haÿ - bilan` is `Théo Haÿ`. */
export function bareTitle(title: string): string {
  const line = cleanLine(title.slice(0, longestTitle))
  const rest = (cleanLine(line.replace(behind, '')) || line).split(/\s+/)
  while (rest.length > 1 && isAddedBefore(rest[0] ?? '', rest.length)) rest.shift()
  while (rest.length > 2 && isAddedBehind(rest.at(-1) ?? '')) rest.pop()
  return rest.join(' ').replace(/[,;:]+$/, '')
}

/** One key for every way of writing a title: words of the trade, accents, case and order do not count. */
export function subjectKey(title: string): string {
  return toSearchKey(bareTitle(title)).split(' ').toSorted().join(' ')
}

function isAddedBefore(word: string, left: number): boolean {
  if (!/[\p{L}\p{N}]/u.test(word)) return true
  const parts = toSearchKey(word).split(' ')
  if (left === 2 && parts.some((part) => civilities.has(part))) return false
  return parts.every((part) => isTrade(part) && (part.length > 1 || civilities.has(part)))
}

function isAddedBehind(word: string): boolean {
  return toSearchKey(word)
    .split(' ')
    .every((part) => isTrade(part) && !alsoNames.has(part))
}
