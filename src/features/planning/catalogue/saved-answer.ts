import type { Done } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { settingsText } from './settings-text.ts'

/** What a saved setting answers: the thing itself, and a toast whose button posts to `undo` below it. */
export function savedAnswer(
  base: string,
  thing: { id: string; name: string },
  undo: string,
  lang: Lang,
  said: 'saved' | 'archived' | 'restored' = 'saved',
): Done {
  const t = settingsText[lang]
  const location = `${base}/${thing.id}`
  const message = t.toasts[said](thing.name)
  return { location, json: thing, toast: { message, undo: { action: `${location}/${undo}`, label: t.undo } } }
}
