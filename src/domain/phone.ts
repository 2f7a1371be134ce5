import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min'

/** Country codes of French numbers: mainland, then overseas. */
const frenchCodes: readonly string[] = ['33', '590', '594', '596', '262', '508', '687', '689']

// Overseas numbers are dialled from the mainland as ten digits like any other (Arcep numbering plan),
// so people type them so. 0639 is Mayotte, except 06 39 98, which Arcep reserves for fiction.
const overseasPrefixes: readonly (readonly [national: RegExp, code: string])[] = [
  [/^(590|69[01])/, '590'],
  [/^[56]94/, '594'],
  [/^(596|69[67])/, '596'],
  [/^(262|263|269|692|693|639(?!98))/, '262'],
]

/**
 * One phone number in any French notation as E.164 (`+33639981234`): dots, spaces, dashes, slashes,
 * `0033`, `+33 (0)6`, a leading zero that a spreadsheet lost. Overseas numbers get their own code;
 * other countries need their `+`. Undefined for short numbers, wrong lengths, several numbers, words.
 */
export function normalizePhone(text: string): string | undefined {
  const typed = text.trim().replace(/^(?:t[ée]l\.?|tel)\s*:?\s*/i, '')
  if (typed === '' || !/^\+?[\d\s().,/·\u2010-\u2015\u2212_-]+$/.test(typed)) return undefined
  const phone = parsePhoneNumberFromString(
    typed.replace(/[^\d+]/g, ' ').replace(/^(\+33|0033)\s*0/, '+33 '),
    'FR',
  )
  if (!phone) return undefined
  if (phone.countryCallingCode === '33') {
    const code = /^[1-9]\d{8}$/.test(phone.nationalNumber) ? overseasCode(phone.nationalNumber) : undefined
    if (code) return `+${code}${phone.nationalNumber}`
  }
  return phone.isValid() || isOverseas(phone) ? phone.number : undefined
}

/** `06 39 98 12 34` for the mainland, `+590 690 12 34 56` elsewhere, with no-break spaces. */
export function formatPhone(e164: string): string {
  const phone = parsePhoneNumberFromString(e164)
  if (!phone) return e164
  const text = phone.countryCallingCode === '33' ? phone.formatNational() : phone.formatInternational()
  return text.replace(/ /g, '\u00a0')
}

/**
 * Digits by which a stored number and a query meet: the query's key is contained in the number's.
 * French numbers lose country code and leading zero, so `06 39`, `0639`, `+33639`, `0033 6 39` all
 * become `639`. Undefined when the text cannot be part of a number (letters, fewer than two digits).
 */
export function phoneSearchKey(text: string): string | undefined {
  const typed = text.trim()
  if (!/^[+(]?[\d\s().,/·\u2010-\u2015\u2212_-]+$/.test(typed)) return undefined
  const digits = typed.replace(/\(0\)/g, '').replace(/\D/g, '')
  if (digits.length < 2) return undefined
  if (!typed.startsWith('+') && !digits.startsWith('00')) return digits.replace(/^0/, '')
  const international = digits.replace(/^00/, '')
  const code = frenchCodes.find((candidate) => international.startsWith(candidate))
  return code === undefined ? international : international.slice(code.length).replace(/^0/, '')
}

function overseasCode(national: string): string | undefined {
  return overseasPrefixes.find(([prefix]) => prefix.test(national))?.[1]
}

// The library's plan for +262 lags behind Mayotte's newer ranges; the right length is enough there.
function isOverseas(phone: PhoneNumber): boolean {
  return (
    phone.countryCallingCode === '262' && overseasCode(phone.nationalNumber) === '262' && phone.isPossible()
  )
}
