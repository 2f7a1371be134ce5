import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { launchChromium65 } from '#test/compat/chromium65.ts'
import { serveShowcase, type Showcase } from '../showcase/serve.ts'

// Every chart of the showcase, at the widths at which the page's columns change.
const widths = [1920, 1366, 1180, 1000, 760, 640, 390, 360]

let showcase: Showcase
let address: string
beforeAll(async () => {
  showcase = await serveShowcase()
  address = `${showcase.url}/styles/graphiques?toast=none`
})
afterAll(() => showcase.close())

/** Words of one chart that touch each other, and those that stand out of the chart's card. ES2018, for Chromium 65. */
const touchingWords = `[].concat(...Array.from(document.querySelectorAll('.chart')).map((chart) => {
  const texts = chart.querySelectorAll('.chart-ticks > span, .chart-labels > div, .chart-values > text')
  const shown = Array.from(texts).filter((node) => node.getClientRects().length > 0)
  const words = shown.map((node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    return { text: node.textContent, box: range.getBoundingClientRect() }
  }).filter(({ box }) => box.width > 0)
  const card = chart.closest('.card').getBoundingClientRect()
  const outside = words.filter(({ box }) => box.left < card.left || box.right > card.right)
  const touching = words.filter((a, index) => words.slice(index + 1).some((b) =>
    a.box.left < b.box.right && b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom
  ))
  return outside.concat(touching).map(({ text }) => chart.querySelector('title').textContent + ': ' + text)
}))`

describe('in today’s Chromium', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await launchChromium()
    page = await browser.newPage()
  })
  afterAll(() => browser.close())

  it.each(widths)('no words touch each other or leave their card, %s pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(address, { waitUntil: 'networkidle' })
    expect(await page.evaluate(touchingWords)).toEqual([])
  })

  it('each bar is reached by the keyboard, shows that it is, and leads to its rows', async () => {
    await page.goto(address)
    await page.focus('.chart a')
    await page.keyboard.press('Tab')
    const ring = "getComputedStyle(document.activeElement.querySelector('.chart-hit')).stroke"
    expect(await page.evaluate(ring)).toBe('rgb(44, 106, 95)')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#2026-02$/)
    expect(await page.locator('.chart a').nth(1).ariaSnapshot()).toMatch(
      /link .*février 2026 2026\s: \d+ 2025\s: \d+/,
    )
  })

  it('the figures open without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(address)
    await plain.locator('.chart-figures summary').first().click()
    expect(await plain.locator('.chart-figures tbody').first().isVisible()).toBe(true)
    await context.close()
  })
})

it('the real Chromium 65 places bars, lines, marks and words where they belong', async () => {
  const old = await launchChromium65()
  await old.setViewport(1366, 768)
  await old.goto(address)
  expect(await old.evaluate(touchingWords)).toEqual([])
  // Each bar stands on its band's middle; the points of a line lie on the line.
  const off = await old.evaluate<number>(
    `Math.max(...Array.from(document.querySelectorAll('.chart-plot a')).map((link) => {
      const [band, bar] = Array.from(link.querySelectorAll('rect')).map((rect) => rect.getBoundingClientRect())
      return bar ? Math.abs(band.left + band.width / 2 - bar.left - bar.width / 2) : 0
    }))`,
  )
  expect(off).toBeLessThan(1)
  const lines = await old.evaluate<number>(
    `Math.max(...Array.from(document.querySelectorAll('.chart-plot .chart-series')).filter((series) => series.querySelectorAll('use').length > 7).map((series) => {
      const [path, points] = [series.querySelector('path').getBoundingClientRect(), Array.from(series.querySelectorAll('use'))]
      const middles = points.map((point) => point.getBoundingClientRect()).map((box) => box.left + box.width / 2)
      return Math.abs(Math.min(...middles) - path.left) + Math.abs(Math.max(...middles) - path.right)
    }))`,
  )
  expect(lines).toBeLessThan(4)
  expect(old.complaints).toEqual([])
  await old.close()
})
