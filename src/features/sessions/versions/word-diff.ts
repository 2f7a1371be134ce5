import { diffWordsWithSpace } from 'diff'

export interface DiffPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}

// Two texts with nothing in common cost the square of their length; past this many differences a reader
// is better served by both texts whole.
const MAX_DIFFERENCES = 2_000

/** How `after` differs from `before`, word by word; line breaks and spaces are kept exactly. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_DIFFERENCES })
  if (!changes) return replacing(before, after)
  return joinNeighbours(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  )
}

/** Words changed one after the other read as one change, not as one per word: a space between them goes with them. */
function joinNeighbours(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let [before, after, between] = ['', '', '']
  const flush = (): void => {
    joined.push(...replacing(before, after))
    if (between !== '') joined.push({ kind: 'same', text: between })
    ;[before, after, between] = ['', '', '']
  }
  for (const { kind, text } of parts) {
    const isOpen = before !== '' || after !== ''
    if (kind === 'same' && isOpen && between === '' && /^[^\S\n]+$/.test(text)) {
      between = text
      continue
    }
    if (kind === 'same') {
      flush()
      joined.push({ kind, text })
      continue
    }
    before += between + (kind === 'removed' ? text : '')
    after += between + (kind === 'added' ? text : '')
    between = ''
  }
  flush()
  return joined
}

function replacing(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  return parts.filter(({ text }) => text !== '')
}
