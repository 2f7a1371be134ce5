import { catchUp, markLeft } from '../catch-up.ts'
import { fieldsOf, isRecord, postFields, sentenceOf, textOf } from '../fetch.ts'
import { rememberState } from '../form-changes.ts'

// A few seconds of typing is what may be lost when a machine dies.
const EVERY_MS = 4_000

type State = 'saving' | 'saved' | 'failed' | 'refused' | 'conflict'

/**
 * Posts the form's fields to `data-url` while they change. The server answers `{ version, savedAtLabel }`,
 * or 409 when someone saved a newer text: then nothing more is sent, and nothing typed is lost. Leaving the page
 * sends the fields once more, with `leaving=on`.
 */
export function autosave(element: HTMLElement): void {
  const url = element.dataset['url']
  if (!(element instanceof HTMLFormElement) || !url) return
  const form = element
  let saved = contentOf(form)
  // What the server turned away will be turned away again: it is sent anew when it has changed.
  let refused: string | undefined
  let isSending = false
  let isStopped = false
  // Since the page opened: a draft lies on the server that leaving turns into a version.
  let hasDraft = false

  const save = async () => {
    const content = contentOf(form)
    if (isSending || isStopped || content === saved || content === refused || !document.contains(form)) return
    isSending = true
    showState(form, 'saving')
    const { status, body } = await postFields(url, fieldsOf(form))
    isSending = false
    if (status === 409) {
      isStopped = true
      showState(form, 'conflict')
    } else if (status >= 200 && status < 300) {
      saved = content
      hasDraft = true
      takeVersion(form, body)
      rememberState(form)
      showState(form, 'saved', isRecord(body) ? textOf(body['savedAtLabel']) : '')
    } else if (status >= 400 && status < 500) {
      refused = content
      showRefusal(form, sentenceOf(body))
    } else {
      showState(form, 'failed')
    }
  }

  window.setInterval(() => void save(), EVERY_MS)
  form.addEventListener('focusout', () => void save())
  form.addEventListener('submit', () => {
    isStopped = true
  })
  window.addEventListener('pagehide', () => {
    if (isStopped || (contentOf(form) === saved && !hasDraft)) return
    const fields = fieldsOf(form)
    fields.set('leaving', 'on')
    sendLast(url, fields)
    markLeft(url)
  })
  catchUp(form, url, () => {
    saved = contentOf(form)
    rememberState(form)
  })
}

// The version changes with each save, so it is no change of the text.
function contentOf(form: HTMLFormElement): string {
  const fields = fieldsOf(form)
  fields.delete('version')
  return fields.toString()
}

function takeVersion(form: HTMLFormElement, body: unknown): void {
  const input = form.querySelector<HTMLInputElement>('input[name=version]')
  const version = isRecord(body) ? body['version'] : undefined
  if (input && (typeof version === 'number' || typeof version === 'string')) input.value = String(version)
}

function showRefusal(form: HTMLFormElement, reason: string): void {
  const line = form.querySelector<HTMLElement>('[data-autosave-state]')
  const start = (line && line.dataset['refused']) || ''
  showState(form, 'refused', reason && `${start} ${reason}`)
}

function showState(form: HTMLFormElement, state: State, label?: string): void {
  const line = form.querySelector<HTMLElement>('[data-autosave-state]')
  if (!line) return
  line.setAttribute('data-state', state)
  line.textContent = label || line.dataset[state] || ''
}

// The answer is not waited for: the page is going away.
function sendLast(url: string, fields: URLSearchParams): void {
  if (typeof navigator.sendBeacon === 'function' && navigator.sendBeacon(url, fields)) return
  void fetch(url, { method: 'POST', credentials: 'same-origin', keepalive: true, body: fields }).catch(
    () => undefined,
  )
}
