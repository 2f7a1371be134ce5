import type { Lang } from './frame.ts'
import { TextField } from './text-field.tsx'
import { uiText } from './text.ts'

/**
 * Asks for a word before what cannot be undone. Sends `confirmation`; the server compares, the island
 * only keeps the form's danger button disabled until the word is right.
 */
export function ConfirmWord(props: { lang: Lang; word: string; error?: string | undefined }) {
  return (
    <div class="confirm-word" data-island="confirm-word" data-word={props.word}>
      <TextField
        name="confirmation"
        label={`${uiText[props.lang].typeWord} « ${props.word} »`}
        autocomplete="off"
        spellcheck={false}
        autocapitalize="off"
        required
        error={props.error}
      />
    </div>
  )
}
