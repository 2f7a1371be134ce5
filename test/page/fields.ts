import { type Tag, attribute, exactText, readText, tagsBelow } from './tree.ts'

export interface Choice {
  value: string
  label: string
  isChosen: boolean
  isDisabled: boolean
}

/** A field as the person before it meets it: radio buttons of one name are one. */
export interface Field {
  name: string
  /** `select`, `textarea`, or the type of the input. */
  type: string
  /** What a browser would send; empty when it would send nothing. */
  value: string
  label: string
  /** What stands at the field and is said with it. */
  error: string | undefined
  hint: string | undefined
  /** Of a select or of radio buttons, in their order. */
  options: Choice[]
  isRequired: boolean
  isDisabled: boolean
  isChecked: boolean
  /** Any attribute of it. */
  attribute(name: string): string | undefined
}

/** The fields among these tags; labels, errors and hints are looked up in the whole page. */
export function readFields(tags: readonly Tag[], page: readonly Tag[]): Field[] {
  const groups = new Map<unknown, Tag[]>()
  for (const control of tags.filter(isNamedControl)) {
    const form = formOf(control)
    const group = `${nameOf(control)} ${form ? page.indexOf(form) : ''}`
    const key = typeOf(control) === 'radio' ? group : control
    groups.set(key, [...(groups.get(key) ?? []), control])
  }
  return [...groups.values()].map((controls) => readField(controls, page))
}

/** What a browser would send of these tags while no button is pressed and no file chosen. */
export function valuesToSend(tags: readonly Tag[]): [name: string, value: string][] {
  return tags.filter(isNamedControl).flatMap((control): [string, string][] => {
    const isLeftOut = isTickable(control) ? !has(control, 'checked') : typeOf(control) === 'file'
    return isLeftOut || has(control, 'disabled') ? [] : [[nameOf(control), valueOf(control)]]
  })
}

/** The form around a control. */
export function formOf(control: Tag): Tag | undefined {
  for (let above = control.parentNode; above && 'tagName' in above; above = above.parentNode) {
    if (above.tagName === 'form') return above
  }
  return undefined
}

function readField(controls: readonly Tag[], page: readonly Tag[]): Field {
  const [first] = controls
  if (!first) throw new Error('a field has a control')
  const chosen = controls.find((control) => has(control, 'checked'))
  const notes = (attribute(first, 'aria-describedby') ?? describedGroup(first)).split(' ')
  const note = (kind: string): string | undefined => {
    const id = notes.find((each) => each.endsWith(`-${kind}`))
    const place = id && page.find((tag) => attribute(tag, 'id') === id)
    return place ? readText(place) : undefined
  }
  return {
    name: nameOf(first),
    type: typeOf(first),
    value: isTickable(first) ? (chosen ? valueOf(chosen) : '') : valueOf(first),
    label: labelOf(first, page),
    error: note('error'),
    hint: note('hint'),
    options: typeOf(first) === 'radio' ? controls.map((each) => radioChoice(each, page)) : optionsOf(first),
    isRequired: has(first, 'required'),
    isDisabled: controls.every((control) => has(control, 'disabled')),
    isChecked: chosen !== undefined,
    attribute: (name) => attribute(first, name),
  }
}

function isNamedControl(tag: Tag): boolean {
  return /^(input|select|textarea)$/.test(tag.tagName) && nameOf(tag) !== ''
}

function nameOf(control: Tag): string {
  return attribute(control, 'name') ?? ''
}

function typeOf(control: Tag): string {
  return control.tagName === 'input' ? (attribute(control, 'type') ?? 'text') : control.tagName
}

function isTickable(control: Tag): boolean {
  return typeOf(control) === 'checkbox' || typeOf(control) === 'radio'
}

function has(tag: Tag, name: string): boolean {
  return attribute(tag, name) !== undefined
}

function valueOf(control: Tag): string {
  if (control.tagName === 'textarea') return exactText(control)
  if (control.tagName === 'select') {
    const options = optionsOf(control)
    return (options.findLast((option) => option.isChosen) ?? options[0])?.value ?? ''
  }
  return attribute(control, 'value') ?? (isTickable(control) ? 'on' : '')
}

function optionsOf(select: Tag): Choice[] {
  return tagsBelow(select)
    .filter((tag) => tag.tagName === 'option')
    .map((option) => ({
      value: attribute(option, 'value') ?? readText(option),
      label: readText(option),
      isChosen: has(option, 'selected'),
      isDisabled: has(option, 'disabled'),
    }))
}

function radioChoice(radio: Tag, page: readonly Tag[]): Choice {
  return {
    value: valueOf(radio),
    label: labelOf(radio, page),
    isChosen: has(radio, 'checked'),
    isDisabled: has(radio, 'disabled'),
  }
}

function labelOf(control: Tag, page: readonly Tag[]): string {
  const id = attribute(control, 'id')
  const isOwn = (label: Tag): boolean =>
    (id !== undefined && attribute(label, 'for') === id) || tagsBelow(label).includes(control)
  const label = page.find((tag) => tag.tagName === 'label' && isOwn(tag))
  return label ? readText(label) : (attribute(control, 'aria-label') ?? '')
}

/** Radio buttons have their notes at the group around them. */
function describedGroup(control: Tag): string {
  for (let above = control.parentNode; above && 'tagName' in above; above = above.parentNode) {
    if (attribute(above, 'role') === 'radiogroup') return attribute(above, 'aria-describedby') ?? ''
  }
  return ''
}
