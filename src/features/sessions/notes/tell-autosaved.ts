import type { Told } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { formatClock } from '../format.ts'
import { sessionText } from '../text.ts'
import type { Autosaved } from './autosave-note.ts'

/** What an editor is told of a text that was kept; 409 when someone else saved meanwhile. */
export function tellAutosaved({ version, keptAs, conflict }: Autosaved, view: View): Told {
  const words = sessionText[view.lang]
  if (conflict) return { status: 409, title: words.draftConflict, json: { code: 'stale', version } }
  const at = formatClock(view.now, view)
  const savedAtLabel = keptAs === 'draft' ? words.draftKeptAt(at) : words.versionKeptAt(at)
  return { status: 200, json: { version, savedAtLabel, keptAs } }
}
