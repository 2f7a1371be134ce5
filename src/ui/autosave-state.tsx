import type { Lang } from './frame.ts'
import { uiText } from './text.ts'

/** Where a form with `autosave` says whether what is written is safe. Empty without JavaScript. */
export function AutosaveState({ lang, savedAtLabel }: { lang: Lang; savedAtLabel?: string | undefined }) {
  const text = uiText[lang]
  return (
    <p
      class="autosave-state"
      role="status"
      data-autosave-state
      data-saving={text.saving}
      data-saved={text.saved}
      data-failed={text.notSaved}
      data-refused={text.saveRefused}
      data-conflict={text.saveConflict}
    >
      {savedAtLabel ?? ''}
    </p>
  )
}
