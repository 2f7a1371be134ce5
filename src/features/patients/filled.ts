/** What the fields are filled from: a refused attempt, or the stored file. */
export interface Filled {
  value(name: string): string
  error(name: string): string | undefined
}

export const emptyFields: Filled = { value: () => '', error: () => undefined }

export function field(filled: Filled, name: string) {
  return { name, value: filled.value(name), error: filled.error(name) }
}
