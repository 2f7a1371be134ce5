import type { Frame } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

/**
 * Posts `theme` (`dark` or `light`) and `returnTo` to /apparence. Both buttons are there; the style
 * sheet shows the one that changes something, since only the browser knows what `auto` means.
 */
export function ThemeToggle({ frame }: { frame: Pick<Frame, 'lang' | 'csrf' | 'path'> }) {
  const text = uiText[frame.lang]
  return (
    <form class="theme-toggle" method="post" action="/apparence" data-island="theme">
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="returnTo" value={frame.path} />
      <button
        type="submit"
        name="theme"
        value="dark"
        class="icon-button theme-to-dark"
        aria-label={text.darkTheme}
        title={text.darkTheme}
      >
        <Icon name="moon" />
      </button>
      <button
        type="submit"
        name="theme"
        value="light"
        class="icon-button theme-to-light"
        aria-label={text.lightTheme}
        title={text.lightTheme}
      >
        <Icon name="sun" />
      </button>
    </form>
  )
}
