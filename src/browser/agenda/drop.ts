import { afterPause } from '../element.ts'
import { fieldsOf, findPage, isRecord, postFields, sentenceOf, textOf } from '../fetch.ts'
import { mount } from '../mount.ts'
import { quietCells } from './cells.ts'
import type { Ghost } from './ghost.ts'
import { type Grid, type Movable, columnOf, wallTime } from './grid.ts'
import { sayToast } from './toast.ts'

/** What stands beside the columns is drawn again when the hand rests. */
const REST_MS = 1_500
const refreshBeside = afterPause(
  REST_MS,
  () => void redraw(['.with-rail-side', '.page-header-text', '.agenda-head']),
)

/**
 * Posts a drop and puts in the columns that the server draws again: it alone lays out. Where it refuses, its
 * sentence is shown and the appointment stands where it stood.
 */
export async function dropMovable(grid: Grid, movable: Movable, ghost: Ghost): Promise<void> {
  const form = grid.root.querySelector<HTMLFormElement>('form.agenda-drop')
  if (!form) return ghost.remove()
  const { place } = ghost
  const fields = fieldsOf(form)
  fields.set('version', movable.version)
  fields.set('startsAt', wallTime(place))
  fields.set('durationMinutes', String(place.minutes))
  fields.set('dates', place.date === movable.date ? place.date : `${movable.date},${place.date}`)
  const answer = await postFields(`/rendez-vous/${movable.id}/depot`, fields)
  ghost.remove()
  const body = isRecord(answer.body) ? answer.body : {}
  if (answer.status === 200) {
    putColumns(grid, body['columns'])
    focusMovable(grid, movable.id)
    sayToast(grid, textOf(body['message']), textOf(body['undoAction']), undo)
    refreshBeside()
    return
  }
  sayToast(grid, sentenceOf(body) || form.dataset['unreachable'] || '')
  // Another window moved it: show how things stand.
  if (answer.status === 409) await redrawAll()
}

async function undo(grid: Grid, action: string): Promise<void> {
  const form = grid.root.querySelector<HTMLFormElement>('form.agenda-drop')
  if (!form) return
  const { status, body } = await postFields(action, fieldsOf(form))
  const refusal = sentenceOf(body) || form.dataset['unreachable'] || ''
  sayToast(grid, status === 200 ? form.dataset['undone'] || '' : refusal)
  await redrawAll()
}

/** The grid, its heading and its rail, as the server draws them now. */
async function redrawAll(): Promise<void> {
  await redraw(['.agenda', '.with-rail-side', '.page-header-text'])
}

async function redraw(selectors: readonly string[]): Promise<void> {
  const page = await findPage(location.href)
  if (!page) return
  for (const selector of selectors) {
    const old = document.querySelector(selector)
    const fresh = page.querySelector(selector)
    // Copied, not moved: Chromium 65 draws no icon of a node that comes from another document.
    if (old && fresh && old.parentNode) old.parentNode.replaceChild(document.importNode(fresh, true), old)
  }
  mount(document)
}

function putColumns(grid: Grid, columns: unknown): void {
  if (!isRecord(columns)) return
  for (const date of Object.keys(columns)) {
    const parsed = new DOMParser().parseFromString(textOf(columns[date]), 'text/html')
    const fresh = parsed.querySelector('.agenda-day')
    const old = columnOf(grid, date)
    if (fresh && old && old.parentNode) old.parentNode.replaceChild(document.importNode(fresh, true), old)
  }
  quietCells(grid)
  mount(grid.root)
}

function focusMovable(grid: Grid, id: string): void {
  const link = grid.root.querySelector<HTMLElement>(`[data-move][href$="/${id}"]`)
  if (link) link.focus()
}
