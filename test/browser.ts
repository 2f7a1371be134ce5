import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The machine's own Chromium; `npm test` installs one where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.DIVAN_CHROMIUM
  if (named) return named
  return CANDIDATES.find((path) => existsSync(path))
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('no Chromium on this machine: set DIVAN_CHROMIUM, or run npm test, which installs one')
  return chromium.launch({
    executablePath,
    // Without the last three it looks up its maker's hosts at every start.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
