import type { Done } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { settingsText } from './settings-text.ts'

interface Named {
  id: string
  name: string
  version: number
}

/** What a written setting answers: the thing itself, and a toast whose button posts to `undo`. */
export function settingAnswers(base: string) {
  function answer(
    thing: Named,
    undo: string,
    { said, lang }: { said: 'saved' | 'archived' | 'restored'; lang: Lang },
  ): Done {
    const t = settingsText[lang]
    const toast = { message: t.toasts[said](thing.name), undo: { action: undo, label: t.undo } }
    return { location: `${base}/${thing.id}`, json: thing, toast }
  }
  return {
    saved: (thing: Named, undo: string, lang: Lang) => answer(thing, undo, { said: 'saved', lang }),
    undone: (thing: Named, _: string, lang: Lang): Done => ({
      location: `${base}/${thing.id}`,
      json: thing,
      toast: { message: settingsText[lang].toasts.undone(thing.name) },
    }),
    wasSetAside: (thing: Named, undo: string, { aside, lang }: { aside: boolean; lang: Lang }) =>
      answer(thing, undo, { said: aside ? 'archived' : 'restored', lang }),
  }
}
