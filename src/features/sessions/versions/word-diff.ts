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
  if (!changes) {
    return [part('removed', before), part('added', after)].filter(({ text }) => text !== '')
  }
  return changes.map(({ added, removed, value }) =>
    part(added ? 'added' : removed ? 'removed' : 'same', value),
  )
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text }
}
