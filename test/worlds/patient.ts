import type { Inhabitant } from '../world.ts'

// For tests: files as a client sees them, made and looked for over HTTP.

export interface PatientJson {
  id: string
  version: number
  kind: string
  lastName: string
  firstName: string
  birthDate: string | null
  emails: string[]
  phones: string[]
  address: { street: string; postcode: string; city: string }
  referredBy: string
  remarks: string
  memberIds: string[]
  archivedAt: string | null
}
export interface ListJson {
  items: (PatientJson & { value: string; label: string; detail: string })[]
  next: string | null
}
export interface ProblemJson {
  code: string
  errors: { field?: string; message: string }[]
}

/** `person` is a function: the world is only there once tests run. */
export function fileClientOf(person: () => Inhabitant) {
  return {
    async create(fields: object): Promise<PatientJson> {
      const { status, body } = await person().postJson('/patients', fields)
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body
    },
    /** The labels of what is found. */
    async search(q: string): Promise<string[]> {
      const { status, body } = await person().json(`/patients?q=${encodeURIComponent(q)}`)
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
      return (body as ListJson).items.map((item) => item.label)
    },
  }
}

export const pageOf = async (answer: Response) => ({ status: answer.status, html: await answer.text() })
