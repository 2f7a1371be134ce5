import { normalizePhone } from '#src/domain/phone.ts'
import type { PracticeInput } from './form.ts'

export type PracticeProblem =
  | { field: 'siret'; text: 'invalidSiret' }
  | { field: 'rpps'; text: 'invalidRpps' }
  | { field: 'adeli'; text: 'invalidAdeli' }
  | { field: 'vatNumber'; text: 'invalidVat' }
  | { field: 'addressPostcode'; text: 'invalidPostcode' }
  | { field: 'phone'; text: 'invalidPhone' }
  | { field: 'invoicePrefix'; text: 'invalidPrefix' }

/** What is wrong with a practice's numbers; all of them may be left empty. */
export function findPracticeProblems(input: PracticeInput): PracticeProblem[] {
  const problems: PracticeProblem[] = []
  const given = (text: string, isRight: (text: string) => boolean): boolean => text === '' || isRight(text)
  if (!given(input.siret, isSiret)) problems.push({ field: 'siret', text: 'invalidSiret' })
  if (!given(input.rpps, isRpps)) problems.push({ field: 'rpps', text: 'invalidRpps' })
  if (!given(input.adeli, isAdeli)) problems.push({ field: 'adeli', text: 'invalidAdeli' })
  if (!given(input.vatNumber, isVatNumber)) problems.push({ field: 'vatNumber', text: 'invalidVat' })
  if (!given(input.addressPostcode, isPostcode)) {
    problems.push({ field: 'addressPostcode', text: 'invalidPostcode' })
  }
  if (!given(input.phone, isPhone)) problems.push({ field: 'phone', text: 'invalidPhone' })
  if (!given(input.invoicePrefix, isPrefix)) problems.push({ field: 'invoicePrefix', text: 'invalidPrefix' })
  return problems
}

/**
 * 14 digits under Luhn's sum (ISO/IEC 7812-1, as INSEE applies it). La Poste's own establishments are
 * numbered otherwise: their digits add up to a multiple of 5.
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  return (
    passesLuhn(text) || (text.startsWith('356000000') && digitsOf(text).reduce((a, b) => a + b, 0) % 5 === 0)
  )
}

/** 11 digits, the last of which is Luhn's key. */
export function isRpps(text: string): boolean {
  return /^\d{11}$/.test(text) && passesLuhn(text)
}

/** 9 digits; the second and third places may be Corsica's letters. */
export function isAdeli(text: string): boolean {
  return /^(\d{2}|2[AB])\d{7}$/.test(text)
}

/** A French VAT number; its two-digit key is (12 + 3 × SIREN mod 97) mod 97 where it is numeric. */
export function isVatNumber(text: string): boolean {
  const [, key = '', siren = ''] = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(text) ?? []
  if (siren === '') return false
  return /^\d{2}$/.test(key) ? Number(key) === (12 + 3 * (Number(siren) % 97)) % 97 : true
}

function isPostcode(text: string): boolean {
  return /^\d{5}$/.test(text)
}

function isPhone(text: string): boolean {
  return normalizePhone(text) !== undefined
}

function isPrefix(text: string): boolean {
  return /^[A-Za-z0-9-]{1,12}$/.test(text)
}

function passesLuhn(text: string): boolean {
  const sum = digitsOf(text)
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2))
    .reduce((a, b) => a + b, 0)
  return sum % 10 === 0
}

function digitsOf(text: string): number[] {
  return Array.from(text, Number)
}
