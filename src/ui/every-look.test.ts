import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { launchChromium65, type OldBrowser } from '#test/compat/chromium65.ts'
import { showcasePages } from './showcase/pages.ts'
import { serveShowcase, type Showcase } from './showcase/serve.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const addresses = Object.keys(showcasePages)

type AxeResult = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }

let showcase: Showcase
beforeAll(async () => {
  showcase = await serveShowcase()
})
afterAll(() => showcase.close())

describe('in today’s Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const looks = addresses.flatMap((address) =>
    (['light', 'dark'] as const).flatMap((theme) => [1366, 390].map((width) => ({ address, theme, width }))),
  )

  it.each(looks)('$address, $theme, $width pixels: axe finds nothing', async ({ address, theme, width }) => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${showcase.url}${address}?theme=${theme}`)
    await page.addScriptTag({ content: axe })
    const { violations } = (await page.evaluate('axe.run()')) as AxeResult
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}`),
    )
    expect(found).toEqual([])
    await context.close()
  })

  it.each(addresses)('%s breaks no rule of the security policy and fits a small phone', async (address) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${showcase.url}${address}`, { waitUntil: 'networkidle' })
    expect(complaints).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await context.close()
  })

  it('the week prints on one landscape page', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${showcase.url}/styles/agenda`, { waitUntil: 'networkidle' })
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    // A4 is 595 × 842 points.
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? []
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595])
    await context.close()
  })
})

describe('in the real Chromium 65', () => {
  let old: OldBrowser
  beforeAll(async () => {
    old = await launchChromium65()
  })
  afterAll(() => old.close())

  it('places the week, opens the dialog and suggests', async () => {
    await old.setViewport(1366, 768)
    await old.goto(`${showcase.url}/styles/agenda?toast=none`)
    const tops = await old.evaluate<number[]>(
      `Array.from(document.querySelectorAll('[data-date="2025-11-17"] .agenda-event')).slice(0, 2).map((event) => event.getBoundingClientRect().top)`,
    )
    // 8 h 30 and 9 h 30 are twelve rows of 5.5 pixels apart.
    expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeCloseTo(66, 0)
    await old.evaluate(`document.querySelector('a.button-primary').click()`)
    await old.until(`document.querySelector('dialog.dialog[open]')`)
    await old.fill('dialog[open] .combobox input[type=text]', 'omar')
    await old.until(`document.querySelector('.combobox-option')`)
    expect(await old.evaluate(`document.querySelector('.combobox-label').textContent`)).toBe('Omar Sy')
  })

  it('complains about nothing on any page', async () => {
    for (const address of addresses) await old.goto(`${showcase.url}${address}`)
    expect(old.complaints).toEqual([])
  })

  it('keeps fields apart without a gap in flex', async () => {
    await old.goto(`${showcase.url}/styles/formulaire`)
    const gap = await old.evaluate<number>(
      `(() => { const [a, b] = document.querySelectorAll('.field-row .field'); return b.getBoundingClientRect().left - a.getBoundingClientRect().right })()`,
    )
    expect(gap).toBe(16)
  })
})
