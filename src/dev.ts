import { Hono } from 'hono'
import { createApp } from './app.tsx'
import { readConfig } from './config.ts'
import { features } from './features/index.ts'
import { prepareFirstSteps } from './features/account/index.ts'
import type { AppEnv } from './platform/http/app-env.ts'
import { openPlatform } from './server.ts'
import { showcasePages } from './ui/showcase/pages.ts'

// What `npm run dev` serves: the application, with its components at /styles. The platform is opened once and
// outlives reloads of the modules; it ends with the process.
declare global {
  var divanPlatform: ReturnType<typeof openPlatform> | undefined
}

globalThis.divanPlatform ??= openPlatform(readConfig(process.env))
const { platform, close } = await globalThis.divanPlatform
const code = await prepareFirstSteps(platform)
if (code !== undefined) console.error(`Divan: premiers pas, code ${code}`)
process.once('SIGINT', () => void close().then(() => process.exit(0)))

const dev = new Hono<AppEnv>()
for (const [address, page] of Object.entries(showcasePages)) {
  dev.get(address, async (c) =>
    c.html(String(await page({ frame: showcaseFrame(new URL(c.req.url).pathname) }))),
  )
}
dev.route('/', createApp(platform, features).hono)

function showcaseFrame(path: string) {
  return {
    lang: 'fr',
    navigation: platform.house.navigation('fr'),
    theme: 'auto',
    userName: 'Hélène Lacaze',
    practiceName: 'Cabinet',
    csrf: 'dev',
    path,
  } as const
}

export default dev
