import { fieldsOf } from './fetch.ts'

const firstStates = new WeakMap<HTMLFormElement, string>()

/** Remembers what the form holds now as "unchanged". */
export function rememberState(form: HTMLFormElement): void {
  firstStates.set(form, fieldsOf(form).toString())
}

export function isChanged(form: HTMLFormElement): boolean {
  const first = firstStates.get(form)
  return first !== undefined && first !== fieldsOf(form).toString()
}
