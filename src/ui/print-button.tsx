import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

/** Opens the browser's printing; not there without scripts, where its own menu does it. */
export function PrintButton({ children }: { children: Child }) {
  return (
    <button type="button" class="button button-primary" data-island="print" hidden>
      <Icon name="printer" />
      <span class="button-label">{children}</span>
    </button>
  )
}
