import type { z } from 'zod'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { peopleText } from './people-text.ts'

/** A stale guardian or payer: what is stored now, at each field that has a value of its own. */
export function explainStaleFields(
  present: (name: string) => string,
  form: z.ZodObject,
  current: object,
  lang: Lang,
): Explained {
  const t = peopleText[lang]
  const names = Object.keys(form.shape).flatMap((name) =>
    name === 'address'
      ? ['address.street', 'address.postcode', 'address.city']
      : name === 'version' || name === 'kind'
        ? []
        : [name],
  )
  const fields = names.map((field) => {
    const value = present(field)
    const isFlag = field.startsWith('may') || field === 'isDefault'
    const shown = isFlag ? (value === 'on' ? t.yes : t.no) : value
    return { field, message: shown === '' ? t.presentEmpty : t.present(shown) }
  })
  return { status: 409, errors: [{ message: t.stale }, ...fields], extra: { current } }
}
