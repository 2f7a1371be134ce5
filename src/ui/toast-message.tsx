import { Form } from './form.tsx'
import type { Frame } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

/** What was just done, with its undo. Layouts show the frame's own; it stays without JavaScript. */
export function ToastMessage({ frame }: { frame: Pick<Frame, 'lang' | 'csrf' | 'toast'> }) {
  const { toast } = frame
  return (
    <div class="toast-region" role="status" aria-live="polite" data-toast-region>
      {toast ? (
        <div class="toast" data-island="toast">
          <p class="toast-message">{toast.message}</p>
          {toast.undo ? (
            <Form action={toast.undo.action} frame={frame} layout="bare">
              <button type="submit" class="toast-undo">
                {toast.undo.label}
              </button>
            </Form>
          ) : null}
          <button
            type="button"
            class="toast-close"
            data-toast-close
            hidden
            aria-label={uiText[frame.lang].close}
          >
            <Icon name="x" size="small" />
          </button>
        </div>
      ) : null}
    </div>
  )
}
