import type { Child } from 'hono/jsx'
import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

export type DialogProps = {
  id: string
  lang: Lang
  title: string
  /** Where closing leads without JavaScript: the page without the dialog. */
  closeHref: string
  /** Shown at once by the server; scripts make it modal. */
  open?: boolean | undefined
  footer?: Child | undefined
  children: Child
}

/**
 * A dialog the page itself contains. For a form that has a page of its own, a link or button with
 * `dialog` is enough: the island fetches that page and shows its content the same way.
 */
export function Dialog(props: DialogProps) {
  const { id, lang, title, closeHref, open, footer, children } = props
  return (
    <dialog class="dialog" id={id} open={open} data-island="modal" aria-labelledby={`${id}-title`}>
      <div class="dialog-header">
        <h2 class="dialog-title" id={`${id}-title`}>
          {title}
        </h2>
        <a class="icon-button" href={closeHref} data-dialog-close aria-label={uiText[lang].close}>
          <Icon name="x" />
        </a>
      </div>
      <div class="dialog-body">{children}</div>
      {footer ? <div class="dialog-footer">{footer}</div> : null}
    </dialog>
  )
}

/** The empty dialog that scripts copy for the content of another page. Inert by itself. */
export function DialogFrame({ lang }: { lang: Lang }) {
  return (
    <template id="dialog-frame">
      <dialog class="dialog" data-island="modal" aria-labelledby="dialog-frame-title">
        <div class="dialog-header">
          <h2 class="dialog-title" id="dialog-frame-title"></h2>
          <button type="button" class="icon-button" data-dialog-close aria-label={uiText[lang].close}>
            <Icon name="x" />
          </button>
        </div>
        <div class="dialog-body"></div>
      </dialog>
    </template>
  )
}
