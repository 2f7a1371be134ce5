import { fieldsOf } from './fetch.ts'

/** A refused form answers its page again; anything else is for the browser itself. */
const REFUSED = [403, 409, 422, 429]

/**
 * Sends a dialog's forms in the background first, so that a refused one comes back in the dialog. One that was
 * taken is then sent by the browser as well: its submission id makes of that a repeat, which leads where the first
 * one led.
 */
export function sendFromDialog(frame: HTMLElement, showAgain: (main: Element) => void): void {
  let pressed: HTMLButtonElement | undefined
  frame.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    pressed = button || undefined
  })
  frame.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !isRepeatable(form)) return
    event.preventDefault()
    const button = pressed && form.contains(pressed) ? pressed : undefined
    pressed = undefined
    void send(form, button, showAgain)
  })
}

// Files would travel twice.
function isRepeatable(form: HTMLFormElement): boolean {
  const isPost = form.method === 'post' && form.enctype === 'application/x-www-form-urlencoded'
  return isPost && form.querySelector('[name=submissionId]') !== null
}

async function send(
  form: HTMLFormElement,
  button: HTMLButtonElement | undefined,
  showAgain: (main: Element) => void,
): Promise<void> {
  const asked = button && button.getAttribute('formaction')
  if (asked) form.setAttribute('action', asked)
  if (button && button.name) addHidden(form, button.name, button.value)
  const main = await findRefusal(form)
  if (main) showAgain(main)
  else form.submit()
}

async function findRefusal(form: HTMLFormElement): Promise<Element | undefined> {
  try {
    const response = await fetch(form.getAttribute('action') || location.href, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: fieldsOf(form).toString(),
    })
    if (REFUSED.indexOf(response.status) < 0) return undefined
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    return page.querySelector('main') || undefined
  } catch {
    return undefined
  }
}

function addHidden(form: HTMLFormElement, name: string, value: string): void {
  const input = document.createElement('input')
  input.type = 'hidden'
  input.name = name
  input.value = value
  form.appendChild(input)
}
