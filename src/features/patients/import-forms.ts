import { z } from 'zod'
import { encodings } from '#src/domain/decode-bytes.ts'
import { patientFields } from './csv/columns.ts'
import { delimiters } from './csv/read-records.ts'

const emptyAsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value)
const yesOrNo = z.preprocess(
  (value) =>
    value === 'oui' || value === true ? true : value === 'non' || value === false ? false : undefined,
  z.boolean().optional(),
)
// A hidden field stands before each checkbox and says what leaving it unticked means.
const lastOf = (value: unknown) => emptyAsAbsent(Array.isArray(value) ? value.at(-1) : value)
// A tab does not survive every form unharmed, so delimiters have names.
export const delimiterNames = {
  pointVirgule: ';',
  virgule: ',',
  tabulation: '\t',
  barre: '|',
} as const satisfies Record<string, (typeof delimiters)[number]>
const delimiterKeys = ['pointVirgule', 'virgule', 'tabulation', 'barre'] as const

export const uploadForm = z.object({})

export const choicesForm = z.object({
  encoding: z.preprocess(emptyAsAbsent, z.enum(encodings).optional()),
  delimiter: z.preprocess(emptyAsAbsent, z.enum(delimiterKeys).optional()),
  hasHeader: yesOrNo,
  /** One field name per column; empty: the column is not imported. */
  mapping: z
    .array(
      z.preprocess(
        (value) => (value === '' || value === undefined ? null : value),
        z.enum(patientFields).nullable(),
      ),
    )
    .max(200)
    .optional(),
  twoDigitYears: z.preprocess(lastOf, z.enum(['complete', 'refuse']).optional()),
  unreadable: z.preprocess(lastOf, z.enum(['refuse', 'to-remarks']).optional()),
})

export const confirmForm = z.object({
  version: z.coerce.number().int().min(1),
  /** Rows of lines to take although their person seems known. */
  include: z
    .union([z.coerce.number().int(), z.array(z.coerce.number().int()).max(20_000)])
    .optional()
    .transform((value) => (value === undefined ? [] : typeof value === 'number' ? [value] : value)),
})

export const uploadQuery = z.object({ erreur: z.enum(['taille']).optional() })
