import { displayName } from '#src/domain/person-name.ts'

import type { ExportedPatient } from './export-patients.ts'
import { isGroupKind } from './read-kind.ts'

/** Who wrote a card: then its UID numbers a file, and its kind and members are Divan's. */
export const productId = '-//Divan//Patients//FR'

/**
 * One vCard 4.0 (RFC 6350) per patient: CRLF, lines folded at 75 octets, values escaped. A couple or family is a
 * group with its members.
 */
export function toVcards(patients: Iterable<ExportedPatient>): string {
  return Array.from(patients, toVcard).join('')
}

function toVcard(patient: ExportedPatient): string {
  const { street, postcode, city } = patient
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `PRODID:${productId}`,
    `KIND:${isGroupKind(patient.kind) ? 'group' : 'individual'}`,
    `X-DIVAN-KIND:${patient.kind}`,
    `UID:urn:uuid:${patient.id}`,
    `FN:${escape(displayName(patient))}`,
    `N:${escape(patient.lastName)};${escape(patient.firstName)};;;`,
  ]
  if (patient.birthDate) lines.push(`BDAY:${patient.birthDate.replace(/-/g, '')}`)
  for (const phone of patient.phones) lines.push(`TEL;VALUE=uri;TYPE=${phoneType(phone)}:tel:${phone}`)
  for (const email of patient.emails) lines.push(`EMAIL:${escape(email)}`)
  if (street + postcode + city !== '') {
    lines.push(`ADR:;;${escape(street)};${escape(city)};;${escape(postcode)};`)
  }
  for (const id of patient.memberIds) lines.push(`MEMBER:urn:uuid:${id}`)
  if (patient.remarks !== '') lines.push(`NOTE:${escape(patient.remarks)}`)
  lines.push('END:VCARD')
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function phoneType(phone: string): string {
  return /^\+33[67]|^\+(590|594|596|262)6/.test(phone) ? 'cell' : 'voice'
}

/** RFC 6350 §3.4: backslash, comma, semicolon and line break. */
function escape(value: string): string {
  return value.replace(/[\\,;]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/** RFC 6350 §3.2: at most 75 octets a line, never within a character. */
function fold(line: string): string {
  const encoder = new TextEncoder()
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
