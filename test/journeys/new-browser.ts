import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Hand, PLACES, type Place, plainWords } from './hand.ts'

/** Hands on today's Chromium. What it complains of is thrown by `expectNoComplaint`. */
export function handOn(page: Page, url: string, options: { scripts: boolean }): Hand {
  const { scripts } = options
  // A dialog covers the page: what is not in it cannot be reached.
  const top = async (): Promise<Locator> => {
    const dialog = page.locator('dialog[open]').last()
    return (await dialog.count()) > 0 ? dialog : page.locator('body')
  }
  const within = async (place?: Place): Promise<Locator> => {
    const where = await top()
    return place ? where.locator(PLACES).filter({ hasText: place.in, visible: true }).last() : where
  }
  page.setDefaultTimeout(10_000)
  const answered = async (control: Locator): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), control.click()])
  }
  const named = async (role: 'link' | 'button', name: string, place?: Place): Promise<Locator> =>
    (await within(place)).getByRole(role, { name, exact: true }).filter({ visible: true }).first()
  const field = async (label: string): Promise<Locator> => {
    const where = await top()
    // A required field's label ends in a star for the eye.
    const words = new RegExp(`^\\s*${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\\s*]*$`)
    const id = await where.locator('label').filter({ hasText: words }).first().getAttribute('for')
    return where.locator(`[id="${id}"]`)
  }
  const read = async (place?: Place): Promise<string> => plainWords(await (await within(place)).innerText())
  return {
    url,
    scripts,
    open: async (path) => void (await page.goto(url + path)),
    async follow(name, place) {
      const link = await named('link', name, place)
      const opensDialog = scripts && (await link.getAttribute('data-island'))?.includes('dialog')
      if (!opensDialog) return answered(link)
      await link.click()
      await page.locator('dialog[open]').waitFor()
    },
    press: async (name, place) => {
      await answered(await named('button', name, place))
    },
    type: async (label, text) => (await field(label)).fill(text),
    pick: async (label) => {
      const choices = await top()
      // The chip is what one presses; its input lies under it.
      await choices.locator('label').filter({ hasText: label, visible: true }).first().click()
    },
    async typeAndTake(label, text, suggestion) {
      const input = await field(label)
      await input.fill(text)
      if (!scripts) return
      const suggestions = input
        .locator('xpath=ancestor::*[contains(@class,"combobox")][1]')
        .getByRole('option')
      await suggestions.filter({ hasText: suggestion }).first().click()
    },
    attach: async (label, file) => (await field(label)).setInputFiles(file),
    sees: async (...words) => {
      for (const word of words)
        await expect.poll(() => read(), { timeout: 15_000 }).toContain(plainWords(word))
    },
    read,
    valueOf: async (label) => (await field(label)).inputValue(),
    hrefOf: async (name) => (await (await named('link', name)).getAttribute('href')) ?? '',
    path: async () => new URL(page.url()).pathname,
    download: async (path) => {
      const cookies = await page.context().cookies(url)
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      return fetch(url + path, { headers: { cookie } })
    },
  }
}

/**
 * Every script error, refused resource and failed request of this page, as it comes. Not counted: the 409 and 422
 * a journey asks for itself, listed by `refusals`, and what was still loading when the page was left.
 */
export function gatherComplaints(page: Page): { complaints: string[]; refusals: string[] } {
  const complaints: string[] = []
  const refusals: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (409|422)/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => {
    // How Chromium notes that a page was left before it had faded in.
    if (!error.message.startsWith('Transition was aborted')) complaints.push(error.message)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()} ${reason}`)
  })
  page.on('response', (answer) => {
    const line = `${answer.status()} ${new URL(answer.url()).pathname}`
    if (answer.status() === 409 || answer.status() === 422) refusals.push(line)
    else if (answer.status() >= 400) complaints.push(line)
  })
  return { complaints, refusals }
}
