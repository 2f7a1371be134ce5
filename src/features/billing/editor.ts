import { formatIsoDate } from '#src/domain/civil-format.ts'
import { formatPlainCents } from '#src/domain/money.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import { MAX_LINES } from './forms.ts'
import type { NewLine } from './lines.ts'

/** One line of the editor, as text. */
export interface EditorLine {
  label: string
  serviceDate: string
  quantity: string
  price: string
  vatMode: string
  vatRateBasisPoints: string
  sessionId: string
}

export const blankLine: EditorLine = {
  label: '',
  serviceDate: '',
  quantity: '1',
  price: '',
  vatMode: 'EXEMPT_CARE',
  vatRateBasisPoints: '',
  sessionId: '',
}

/** Every line, and a blank one where there is none yet. */
export function editorLines(lines: readonly NewLine[]): EditorLine[] {
  if (lines.length === 0) return [blankLine]
  return lines.map((line) => ({
    label: line.label,
    serviceDate: line.serviceDate ? formatIsoDate(line.serviceDate) : '',
    quantity: String(line.quantity),
    price: formatPlainCents(line.unitPriceCents),
    vatMode: line.vatMode,
    vatRateBasisPoints: line.vatMode === 'STANDARD' ? String(line.vatRateBasisPoints) : '',
    sessionId: line.sessionId ?? '',
  }))
}

/**
 * The lines as they were typed, after the editor's button `add` or `remove-<n>` was applied. Blank lines are
 * dropped first, as the form's schema does, so that refusals stand at the line they are about.
 */
export function typedLines(attempt: Pick<Attempt, 'value' | 'has'>): EditorLine[] {
  const edit = attempt.value('edit')
  const all: EditorLine[] = []
  for (let index = 0; index <= MAX_LINES; index++) {
    if (edit === `remove-${index}` || !attempt.has(`lines.${index}.label`)) continue
    const value = (name: keyof EditorLine): string => attempt.value(`lines.${index}.${name}`)
    const line: EditorLine = {
      label: value('label'),
      serviceDate: value('serviceDate'),
      quantity: value('quantity'),
      price: value('price'),
      vatMode: value('vatMode'),
      vatRateBasisPoints: value('vatRateBasisPoints'),
      sessionId: value('sessionId'),
    }
    // While lines are being added, a blank one in the middle stays where it is.
    if (edit === 'add' || line.label.trim() !== '' || line.price.trim() !== '') all.push(line)
  }
  if (edit === 'add' && all.length < MAX_LINES) all.push(blankLine)
  return all.length === 0 ? [blankLine] : all
}
