import type { Frame } from './frame.ts'
import { Icon } from './icon.tsx'
import { HiddenField } from './text-field.tsx'

export type AgendaMovesText = { undo: string; undone: string; unreachable: string; close: string }

type AgendaMovesProps = {
  frame: Pick<Frame, 'csrf'>
  startHour: number
  endHour: number
  /** The one day a phone shows. */
  selected: string
  text: AgendaMovesText
}

/** What the script of the grid needs to post a drop and to say what it did; shown nowhere by itself. */
export function AgendaMoves({ frame, startHour, endHour, selected, text }: AgendaMovesProps) {
  return (
    <>
      <form class="agenda-drop" hidden data-undone={text.undone} data-unreachable={text.unreachable}>
        <HiddenField name="_csrf" value={frame.csrf} />
        <HiddenField name="startHour" value={String(startHour)} />
        <HiddenField name="endHour" value={String(endHour)} />
        <HiddenField name="selected" value={selected} />
      </form>
      <template>
        <div class="toast" data-island="toast">
          <p class="toast-message"></p>
          <button type="button" class="toast-undo">
            {text.undo}
          </button>
          <button type="button" class="toast-close" data-toast-close aria-label={text.close}>
            <Icon name="x" size="small" />
          </button>
        </div>
      </template>
    </>
  )
}
