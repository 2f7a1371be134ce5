/** An element with a class and text; text is never read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text?: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

/** An icon of the sprite, whose address the body carries. */
export function icon(name: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(space, 'use')
  use.setAttribute('href', `${document.body.getAttribute('data-icons') || ''}#${name}`)
  svg.appendChild(use)
  return svg
}

export function clear(parent: Element): void {
  while (parent.firstChild) parent.removeChild(parent.firstChild)
}

/** Calls `act` once nothing was asked for during `ms`. */
export function afterPause(ms: number, act: () => void): () => void {
  let timer = 0
  return () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(act, ms)
  }
}
