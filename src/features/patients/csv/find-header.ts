import { findField, guessMapping, isData } from './columns.ts'

type Line = readonly string[]

/** A title, a date, a practice's address: a spreadsheet has few lines above its table. */
const MOST_LINES_ABOVE = 10

/**
 * Where the header stands among a file's filled lines; undefined when there is none. In doubt a line is a header:
 * then its columns are asked for, while a header taken for a patient would be written.
 */
export function findHeader(lines: readonly Line[]): number | undefined {
  const first = lines.slice(0, MOST_LINES_ABOVE + 1)
  const named = first.findIndex(namesPeople)
  if (named !== -1) return named
  const at = Math.max(
    0,
    first.findIndex((cells) => !isTitle(cells)),
  )
  const top = lines[at]
  if (!top || top.some(isData)) return undefined
  const isKnown = top.some((cell) => findField(cell) !== undefined)
  return isKnown || standsAboveData(top, lines.slice(at + 1)) ? at : undefined
}

/** Whether a line announces last and first names, whatever else it has: nobody is called so. */
export function namesPeople(cells: Line): boolean {
  const fields = cells.map(findField)
  return fields.includes('lastName') && fields.includes('firstName')
}

/** Whether one cell alone is filled, as in a line above a table. */
export function isTitle(cells: Line): boolean {
  return cells.filter((cell) => cell.trim() !== '').length === 1
}

/** Whether a line has words wherever the lines below have dates, phones, mail addresses or postcodes. */
function standsAboveData(top: Line, below: readonly Line[]): boolean {
  const own = guessMapping([top])
  const columns = guessMapping(below.slice(0, 50)).flatMap((field, column) =>
    field === undefined || field === 'lastName' || field === 'firstName' ? [] : [{ field, column }],
  )
  return (
    columns.length > 0 &&
    columns.every(({ field, column }) => (top[column] ?? '').trim() !== '' && own[column] !== field)
  )
}
