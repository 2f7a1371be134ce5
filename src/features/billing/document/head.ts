import { isolate } from '#src/platform/pdf/bidi.ts'
import type { Sheet } from '#src/platform/pdf/sheet.ts'
import type { InvoiceSnapshot } from '../snapshot.ts'
import { frame, styles } from './look.ts'
import { addressLines, longDate, registrations } from './words.ts'

/** Where the window of a French DL envelope shows the address: 20 mm from the right edge, 50 mm from the top. */
const WINDOW = { left: 322, top: 172 } as const
const SELLER_WIDTH = 240

/** Who asks, who is asked, for whom, which document of which day. Answers the height at which it ends. */
export function drawHead(sheet: Sheet, snapshot: InvoiceSnapshot): number {
  const sellerEnd = drawSeller(sheet, snapshot)
  drawTitle(sheet, snapshot)
  const addressed = Math.max(WINDOW.top, sellerEnd - 60)
  const recipientEnd = drawRecipient(sheet, snapshot, addressed)
  const subjectEnd = drawSubject(sheet, snapshot, Math.max(addressed, sellerEnd + 14))
  return Math.max(sellerEnd, recipientEnd, subjectEnd)
}

function drawSeller(sheet: Sheet, snapshot: InvoiceSnapshot): number {
  const { practice, practitioner } = snapshot
  const name = sheet.wrap(isolate(practice.name), styles.practice, SELLER_WIDTH)
  let y = sheet.lines(name, frame.left, frame.top, styles.practice, 20)
  const legal = practice.legalName === practice.name ? [] : [practice.legalName]
  const person = `${practice.name}\n${practice.legalName}`.includes(practitioner.name)
    ? []
    : [practitioner.name]
  const who = [...legal, ...person].flatMap((line) => sheet.wrap(isolate(line), styles.strong, SELLER_WIDTH))
  y = sheet.lines(who, frame.left, y, styles.strong, 13)
  const rest = [
    isolate(practitioner.profession),
    ...addressLines(practice),
    [practice.phone, practice.email].filter(Boolean).map(isolate).join('  ·  '),
  ]
    .filter((line) => line !== '')
    .flatMap((line) => sheet.wrap(line, styles.body, SELLER_WIDTH))
  y = sheet.lines(rest, frame.left, y, { ...styles.body, colour: styles.small.colour }, 13)
  return sheet.lines(registrations(snapshot), frame.left, y + 3, styles.small, 12) - 4
}

function drawTitle(sheet: Sheet, snapshot: InvoiceSnapshot): void {
  sheet.text(snapshot.title, frame.right, frame.top + 4, styles.title)
  sheet.text(`N° ${snapshot.number}`, frame.right, frame.top + 26, styles.number)
  const dates = [`Date d’émission : ${longDate(snapshot.issuedOn)}`]
  if (snapshot.dueOn) dates.push(`Échéance : ${longDate(snapshot.dueOn)}`)
  sheet.lines(dates, frame.right, frame.top + 42, styles.right, 13)
}

function drawRecipient(sheet: Sheet, snapshot: InvoiceSnapshot, top: number): number {
  const { name, ...address } = snapshot.payer ?? snapshot.patient
  const width = frame.right - WINDOW.left
  let y = sheet.lines(sheet.wrap(isolate(name), styles.name, width), WINDOW.left, top, styles.name, 14.5)
  const lines = addressLines(address).flatMap((line) => sheet.wrap(line, styles.address, width))
  y = sheet.lines(lines, WINDOW.left, y, styles.address, 14)
  return y
}

/** What stands at the left of the address: the patient where somebody else pays, the invoice a credit note takes back. */
function drawSubject(sheet: Sheet, snapshot: InvoiceSnapshot, top: number): number {
  let y = top
  const paragraphs: { label: string; text: string }[] = []
  if (snapshot.payer) paragraphs.push({ label: 'Patient', text: isolate(snapshot.patient.name) })
  if (snapshot.credited) {
    const { number, issuedOn } = snapshot.credited
    paragraphs.push({ label: 'Objet', text: `Annule la facture n°\u00a0${number} du ${longDate(issuedOn)}` })
  }
  for (const { label, text } of paragraphs) {
    sheet.text(label, frame.left, y, styles.label)
    y = sheet.lines(sheet.wrap(text, styles.strong, SELLER_WIDTH), frame.left, y + 13, styles.strong, 13) + 6
  }
  return y
}
