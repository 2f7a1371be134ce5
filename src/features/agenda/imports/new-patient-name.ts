import { cleanLine } from '#src/domain/clean-text.ts'

// What a title says besides a name: `RDV …`, `… - bilan`, `… (décalé)`.
const BEFORE = /^(?:rdv|rendez-vous|séance|seance|consultation|suivi|appel|mme|m\.|mr|mlle)\s+/i
const AFTER = /\s+(?:\(.*|[-–—/:]\s.*)$/

/** The name in a title that names nobody known: first word the first name, the rest the last name. */
export function readNewName(title: string): { firstName: string; lastName: string } {
  const bare = cleanLine(title.replace(AFTER, '').replace(BEFORE, '')) || cleanLine(title)
  const [first = '', ...rest] = bare.split(/\s+/)
  if (rest.length === 0) return { firstName: '', lastName: first.slice(0, 300) }
  // `DUPONT Marie` is written last name first: capitals tell.
  const shouted = first.length > 1 && first === first.toUpperCase() && first !== first.toLowerCase()
  const last = rest.join(' ')
  return shouted && last !== last.toUpperCase()
    ? { firstName: last.slice(0, 300), lastName: first.slice(0, 300) }
    : { firstName: first.slice(0, 300), lastName: last.slice(0, 300) }
}
