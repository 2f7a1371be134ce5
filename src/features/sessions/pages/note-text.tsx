import type { Lang } from '#src/ui/index.ts'
import { sessionText } from '../text.ts'
import type { DiffPart } from '../versions/word-diff.ts'

/** A note to read: its line breaks kept, its direction its own (`auto`: Arabic and Hebrew read from the right). */
export function NoteText({ text, lang }: { text: string; lang: Lang }) {
  if (text.trim() === '') return <p class="note-text note-text-empty">{sessionText[lang].emptyText}</p>
  return (
    <div class="note-text" dir="auto">
      <Lines text={text} />
    </div>
  )
}

/** Two texts in one: `ins` and `del`, said in words to those who do not see them. */
export function DiffText({ parts, lang }: { parts: readonly DiffPart[]; lang: Lang }) {
  const t = sessionText[lang]
  return (
    <div class="note-text note-diff" dir="auto">
      {parts.map(({ kind, text }) => {
        if (kind === 'same') return <Lines text={text} />
        const Mark = kind === 'added' ? 'ins' : 'del'
        return (
          <Mark class={`diff-${kind}`}>
            <span class="visually-hidden">{kind === 'added' ? t.added : t.removed} </span>
            <Lines text={text} />
            <span class="visually-hidden">{t.endOfChange} </span>
          </Mark>
        )
      })}
    </div>
  )
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index === 0 ? null : <br />}
          {line}
        </>
      ))}
    </>
  )
}
