import type { Child } from 'hono/jsx'
import { DialogFrame } from './dialog.tsx'
import { Document } from './document.tsx'
import type { Frame } from './frame.ts'
import { findCurrentEntry } from './navigation.ts'
import { SearchPalette } from './search-palette.tsx'
import { Sidebar } from './sidebar.tsx'
import { TabBar, type FloatingAction } from './tab-bar.tsx'
import { uiText } from './text.ts'
import { ToastMessage } from './toast-message.tsx'

export type PracticeLayoutProps = {
  frame: Frame
  /** The document's title. */
  title: string
  /** `narrow` for forms and reading (760 px), `full` for the agenda, `normal` (1240 px) otherwise. */
  width?: 'narrow' | 'normal' | 'full' | undefined
  /** The phone's floating action: a new appointment unless given; `none` where a form is open. */
  floatingAction?: FloatingAction | 'none' | undefined
  /** Prints on A4 landscape: the agenda. */
  printLandscape?: boolean | undefined
  children: Child
}

/** A whole practice page: document, skip link, sidebar or tab bar, content, toast. */
export function PracticeLayout(props: PracticeLayoutProps) {
  const { frame, title, width = 'normal', children } = props
  const text = uiText[frame.lang]
  const groups = frame.navigation
  const current = findCurrentEntry(groups, frame.path)
  return (
    <Document
      lang={frame.lang}
      theme={frame.theme}
      title={title}
      bodyClass={props.printLandscape ? 'practice print-landscape' : 'practice'}
    >
      <a class="skip-link" href="#content">
        {text.skipToContent}
      </a>
      <Sidebar frame={frame} groups={groups} current={current} />
      <main class={`content content-${width}`} id="content" tabindex={-1}>
        {children}
      </main>
      <TabBar frame={frame} groups={groups} current={current} floating={props.floatingAction} />
      <ToastMessage frame={frame} />
      <SearchPalette lang={frame.lang} />
      <DialogFrame lang={frame.lang} />
    </Document>
  )
}
