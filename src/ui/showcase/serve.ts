import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import type { Frame, Theme } from '../frame.ts'
import { findSamplePeople, StylesSearchPage } from '../styles-page.tsx'
import { buildClient } from './build-client.ts'
import { showcasePages } from './pages.ts'
import { sampleFrame } from './sample-frame.ts'

export type Showcase = {
  url: string
  /** What was posted, in order. */
  posts: { path: string; fields: Record<string, string> }[]
  /** The status that the next drafts get; 200 at first. */
  answerDraftsWith: (status: 200 | 409 | 503) => void
  /** How long a post that is no draft waits for its answer. */
  answerAfter: (ms: number) => void
  close: () => Promise<void>
}

const types = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
}
const policy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Serves the showcase as the application does: built files, strict security policy. For tests. */
export async function serveShowcase(): Promise<Showcase> {
  const client = await buildClient()
  const posts: Showcase['posts'] = []
  let draftStatus: 200 | 409 | 503 = 200
  let delay = 0
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', policy)
  })
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name')
    const known = { 'main.css': 'src/styles/main.css', 'main.js': 'src/browser/main.ts' }
    const source = known[name as keyof typeof known] ?? sourceOf(name)
    const file = source ? client.fileOf(source) : `assets/${name}`
    const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types]
    return c.body(new Uint8Array(client.read(file)), 200, {
      'Content-Type': type,
      'Cache-Control': 'max-age=3600',
    })
  })
  app.get('/styles/propositions', (c) => c.json({ items: suggestions(c.req.query('q') ?? '') }))
  app.get('/recherche', (c) => c.json({ items: suggestions(c.req.query('q') ?? '') }))
  app.get('/styles/patients', (c) =>
    c.html(StylesSearchPage({ frame: frameOf(c.req), query: c.req.query('q') })),
  )
  for (const [address, page] of Object.entries(showcasePages)) {
    app.get(address, (c) => c.html(page({ frame: frameOf(c.req) })))
  }
  app.get('/rendez-vous/nouveau', (c) =>
    c.html(showcasePages['/styles/formulaire']({ frame: frameOf(c.req) })),
  )
  app.post('*', async (c) => {
    const body = await c.req.parseBody()
    const fields = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))
    posts.push({ path: c.req.path, fields })
    if (c.req.path !== '/styles/brouillon') {
      await new Promise((resolve) => setTimeout(resolve, delay))
      return c.redirect('/styles/connexion?sent', 303)
    }
    return c.json({ version: posts.length + 1, savedAtLabel: 'Enregistré à 14 h 33' }, draftStatus)
  })

  const server = await listen(app)
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the showcase server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    posts,
    answerDraftsWith: (status) => {
      draftStatus = status
    },
    answerAfter: (ms) => {
      delay = ms
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
      await client.remove()
    },
  }
}

function sourceOf(name: string): string | undefined {
  if (['icons.svg', 'favicon.svg', 'favicon.png', 'touch-icon.png'].includes(name))
    return `src/assets/${name}`
  // Without a content hash: named by the document itself. With one: by the style sheet.
  return /^[a-z]+\.woff2$/.test(name) ? `src/assets/fonts/${name}` : undefined
}

function frameOf(request: { path: string; query: (name: string) => string | undefined }): Frame {
  const theme = request.query('theme')
  return {
    ...sampleFrame,
    theme: theme === 'dark' || theme === 'light' ? (theme satisfies Theme) : 'auto',
    path: request.path,
    toast: request.query('toast') === 'none' ? undefined : sampleFrame.toast,
  }
}

function suggestions(query: string) {
  return findSamplePeople(query).map((label, index) => ({
    value: `id-${label}`,
    label,
    detail: `06 12 34 56 7${index}`,
    href: '/styles/agenda',
    icon: 'user',
  }))
}

function listen(app: Hono): Promise<ServerType> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server))
  })
}
