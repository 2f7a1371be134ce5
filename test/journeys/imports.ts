import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Hand } from './hand.ts'

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

/**
 * Answers what the review asks: people of the same name are the first of them, people without a file get one, and
 * of two at once the first keeps the place. What is asked next, once those are known, is answered too.
 */
export async function answerCalendar(hand: Hand, page: Page): Promise<{ conflicts: number }> {
  const undecided = page.locator('select:has(option[value=""]:checked)')
  const overlaps = page.locator('.card .card:has([role=radiogroup])')
  for (const who of ['François', 'Lemaître']) await chooseNewPatient(page, who)
  let conflicts = 0
  for (let round = 0; round < 5; round++) {
    while ((await undecided.count()) > 0) await undecided.first().selectOption({ index: 1 })
    for (const overlap of await overlaps.all()) {
      if ((await overlap.locator('input:checked').count()) > 0) continue
      conflicts++
      const groups = await overlap.getByRole('radiogroup').all()
      for (const [place, group] of groups.entries())
        await group.getByText(place === 0 ? 'Garder' : 'Laisser de côté', { exact: true }).click()
    }
    await hand.press('Mettre à jour')
    const settled = await overlaps.locator('input:checked').count()
    const asked = await overlaps.getByRole('radiogroup').count()
    if ((await undecided.count()) === 0 && settled === asked) return { conflicts }
  }
  throw new Error('the review asks again and again')
}

async function chooseNewPatient(page: Page, name: string): Promise<void> {
  const rows = page.getByRole('row').filter({ hasText: name }).locator('select')
  for (const select of await rows.all()) {
    if ((await select.inputValue()) === 'timeOff') await select.selectOption('newPatient')
  }
}
