import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Hand, plainWords } from './hand.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

/** Takes a list of patients in as far as its review. */
export async function reviewPatients(hand: Hand, name: string): Promise<void> {
  await hand.open('/patients/import')
  await hand.attach('Fichier', fixture(name))
  await hand.press('Lire le fichier')
}

/** Takes a calendar in as far as its review. */
export async function reviewCalendar(hand: Hand, name: string): Promise<void> {
  await hand.open('/agenda/import')
  await hand.attach('Fichier .ics', fixture(name))
  await hand.press('Lire le fichier')
}

/** Says of each overlap to come that the first of the two keeps the place, and has the review made again. */
export async function answerOverlaps(hand: Hand, page: Page): Promise<number> {
  const overlaps = await page.locator('.card .card:has([role=radiogroup])').all()
  for (const overlap of overlaps) {
    const groups = await overlap.getByRole('radiogroup').all()
    for (const [place, group] of groups.entries())
      await group.getByText(place === 0 ? 'Garder' : 'Laisser de côté', { exact: true }).click()
  }
  await hand.press('Mettre à jour')
  return overlaps.length
}

/** The names that one card of the review asks about, and what is proposed for each. */
export async function readProposals(page: Page, card: string): Promise<Record<string, string>> {
  const rows = await page.locator('.card').filter({ hasText: card }).locator('tbody tr').all()
  const proposals = rows.map(async (row) => [
    plainWords((await row.locator('th').innerText()).split('\n')[0] ?? ''),
    plainWords(await row.locator('select option:checked').first().innerText()),
  ])
  return Object.fromEntries(await Promise.all(proposals)) as Record<string, string>
}
