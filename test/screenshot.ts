import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { serveWorld } from './served.ts'
import type { World } from './world.ts'

export interface Shot {
  path: string
  /** File name without ending. */
  name: string
  /** Left out: not logged in. */
  as?: 'alice' | 'bob'
  /** The whole page rather than the window. */
  fullPage?: boolean
}

export const VIEWPORTS = [
  { name: '1920x1080', width: 1920, height: 1080 },
  { name: '1366x768', width: 1366, height: 768 },
  { name: '390x844', width: 390, height: 844 },
] as const

/**
 * Takes pictures of pages at the three sizes, light and dark, into the folder named by DIVAN_SCREENSHOTS;
 * does nothing without it, so that a test may call it always.
 */
export async function screenshotPages(world: World, shots: readonly Shot[]): Promise<void> {
  const folder = process.env.DIVAN_SCREENSHOTS
  if (!folder) return
  // Here alone: a test whose pages may be pictured is no test of the browser (scripts/test-files.ts).
  const { launchChromium } = await import('./browser.ts')
  await mkdir(folder, { recursive: true })
  const served = await serveWorld(world)
  const browser = await launchChromium()
  try {
    for (const { name: size, width, height } of VIEWPORTS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({
          viewport: { width, height },
          colorScheme,
          locale: 'fr-FR',
        })
        const page = await context.newPage()
        for (const shot of shots) {
          await context.clearCookies()
          const [cookieName, value] = shot.as ? world[shot.as].cookie.split('=') : []
          if (cookieName && value) await context.addCookies([{ name: cookieName, value, url: served.url }])
          const answer = await page.goto(served.url + shot.path)
          if (!answer || answer.status() >= 500) throw new Error(`${shot.path} answers ${answer?.status()}`)
          await page.screenshot({
            path: join(folder, `${shot.name}-${size}-${colorScheme}.png`),
            fullPage: shot.fullPage ?? false,
          })
        }
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await served.close()
  }
}
