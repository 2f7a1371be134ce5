import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { AppEnv } from './platform/http/app-env.ts'
import { findAssetFolder } from './ui/index.ts'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
}

/** In the order of preference. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Serves the client build, compressed beforehand: what lay in its folder at the start, and nothing else. */
export function mountAssets(hono: Hono<AppEnv>, assets = findAssetFolder()): void {
  if (!assets) return
  // Held whole: a few files of a few kilobytes. Names asked for are looked up, never read, never kept.
  const files = readFiles(assets.folder)
  hono.get('/assets/:name{[A-Za-z0-9_.-]+}', (c) => {
    const name = c.req.param('name')
    const type = TYPES[name.split('.').at(-1) ?? '']
    const plain = files.get(name)
    if (!plain || !type) return c.notFound()
    const accepted = c.req.header('accept-encoding') ?? ''
    const [encoding, ending] =
      ENCODINGS.find(([one, suffix]) => accepted.includes(one) && files.has(name + suffix)) ?? []
    return c.body(files.get(name + (ending ?? '')) ?? plain, 200, {
      'content-type': type,
      'cache-control': assets.cacheControl,
      vary: 'Accept-Encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    })
  })
}

function readFiles(folder: string): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  )
}
