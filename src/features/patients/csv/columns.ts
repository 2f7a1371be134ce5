import { normalizeEmail } from '#src/domain/email.ts'
import { normalizePhone } from '#src/domain/phone.ts'
import { toSearchKey } from '#src/domain/search-key.ts'

/** What a column may hold. `lastFirst` and `firstLast` are full names in one cell, in that order. */
export const patientFields = [
  'lastName',
  'firstName',
  'lastFirst',
  'firstLast',
  'birthDate',
  'phone',
  'email',
  'street',
  'postcode',
  'city',
  'referredBy',
  'remarks',
  'kind',
  'ref',
  'members',
  'archivedOn',
] as const
export type PatientField = (typeof patientFields)[number]

/** One entry per column of the file; undefined: the column is not imported. */
export type ColumnMapping = readonly (PatientField | undefined)[]

/** Several columns may feed these (`Fixe` and `Portable`, `Adresse` and `Complément`). */
const repeatable: ReadonlySet<PatientField> = new Set(['phone', 'email', 'street', 'remarks'])

const names: Readonly<Record<PatientField, readonly string[]>> = {
  lastName: list(
    'nom|nom de famille|nom usuel|nom dusage|nom de naissance|last name|lastname|surname|family name',
  ),
  firstName: list('prenom|prenoms|prenom s|first name|firstname|given name|forename'),
  lastFirst: list('nom prenom|nom et prenom|nom prenoms|nom complet|patient|patiente|patient e|client'),
  firstLast: list('prenom nom|prenom et nom|full name|fullname|name|display name'),
  birthDate: list(
    'date de naissance|date naissance|naissance|ne le|nee le|ne e le|ddn|anniversaire|birth date|birthdate|birthday|date of birth|dob',
  ),
  phone: list(
    'telephone|telephones|tel|tel 1|tel 2|telephone 1|telephone 2|telephone mobile|telephone portable|telephone fixe|telephone domicile|tel mobile|tel portable|tel port|tel fixe|mobile|portable|fixe|gsm|numero de telephone|numero|n de telephone|n telephone|n de tel|phone|phone 1|phone 2|phone number|mobile phone|home phone|cell|cell phone',
  ),
  email: list(
    'e mail|email|mail|mel|courriel|e mail 1|e mail 2|email 1|email 2|adresse e mail|adresse email|adresse mail|adresse electronique|email address|e mail address',
  ),
  street: list(
    'adresse|adresse 1|adresse 2|adresse postale|rue|voie|n et rue|complement|complement dadresse|complement adresse|street|street address|address|address 1|address 2|address line 1|address line 2',
  ),
  postcode: list('cp|c p|code postal|codepostal|postcode|post code|postal code|zip|zip code|zipcode'),
  city: list('ville|commune|localite|city|town'),
  referredBy: list(
    'adresse par|adressee par|adresse e par|envoye par|oriente par|recommande par|provenance|origine|prescripteur|connu par|referred by|referral|referral source|source',
  ),
  remarks: list(
    'remarque|remarques|note|notes|commentaire|commentaires|observation|observations|memo|divers|comment|comments|remark|remarks',
  ),
  kind: list('type de fiche|kind of file'),
  ref: list('fiche n|n de fiche|numero de fiche|file number'),
  members: list('membres fiches n|membres|members'),
  archivedOn: list('archive le|archivee le|archive e le|archived on'),
}

const fieldByName = new Map(
  patientFields.flatMap((field) => names[field].map((name): [string, PatientField] => [name, field])),
)

/** What a header cell announces, in French or English; undefined when it is not known. */
export function findField(header: string): PatientField | undefined {
  return fieldByName.get(toSearchKey(header))
}

/** One field per column by its header; the second `Nom` is not imported, a second phone is. */
export function proposeMapping(header: readonly string[]): ColumnMapping {
  return keepFirst(header.map(findField))
}

/**
 * A mapping for a file without header line, by what the columns hold: mail addresses, dates, phones,
 * postcodes by majority; the first two other filled columns are last name and first name.
 */
export function guessMapping(rows: readonly (readonly string[])[]): ColumnMapping {
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const guessed = Array.from({ length: width }, (_, column) =>
    guessField(rows.map((cells) => cells[column] ?? '')),
  )
  const named = ['lastName', 'firstName'] as const
  let next = 0
  for (let column = 0; column < width && next < named.length; column++) {
    const words = rows.some((cells) => /\p{L}/u.test(cells[column] ?? ''))
    if (guessed[column] === undefined && words) guessed[column] = named[next++]
  }
  return keepFirst(guessed)
}

/** What a mapping lacks before a line can be a patient; empty when it will do. */
export function missingColumns(mapping: ColumnMapping): readonly ('lastName' | 'firstName')[] {
  if (mapping.includes('lastFirst') || mapping.includes('firstLast')) return []
  return (['lastName', 'firstName'] as const).filter((field) => !mapping.includes(field))
}

function guessField(values: readonly string[]): PatientField | undefined {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '')
  const most = (test: (value: string) => boolean) => filled.filter(test).length * 2 > filled.length
  if (filled.length === 0) return undefined
  if (most((value) => normalizeEmail(value) !== undefined)) return 'email'
  if (most(isDate)) return 'birthDate'
  if (most((value) => /^(0?[1-9]|[1-9]\d)\d{3}$/.test(value))) return 'postcode'
  if (most((value) => normalizePhone(value) !== undefined)) return 'phone'
  return undefined
}

/** Whether a cell is a date, a mail address or a phone number, which no header is. */
export function isData(cell: string): boolean {
  return cell.includes('@') || isDate(cell) || normalizePhone(cell) !== undefined
}

function isDate(cell: string): boolean {
  return /^\s*(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})\b/.test(cell)
}

function keepFirst(fields: readonly (PatientField | undefined)[]): ColumnMapping {
  return fields.map((field, column) =>
    field === undefined || repeatable.has(field) || fields.indexOf(field) === column ? field : undefined,
  )
}

function list(text: string): readonly string[] {
  return text.split('|')
}
