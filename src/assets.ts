import { readFile } from 'node:fs/promises'
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

interface Asset {
  bytes: Uint8Array<ArrayBuffer>
  encoding: 'br' | 'gzip' | undefined
}

/** Serves the client build, compressed beforehand and kept in memory: a few files of a few kilobytes. */
export function mountAssets(hono: Hono<AppEnv>): void {
  const assets = findAssetFolder()
  if (!assets) return
  const cache = new Map<string, Asset | undefined>()

  async function find(name: string, accepted: string): Promise<Asset | undefined> {
    for (const [encoding, ending] of [
      ['br', '.br'],
      ['gzip', '.gz'],
      [undefined, ''],
    ] as const) {
      if (encoding && !accepted.includes(encoding)) continue
      const file = name + ending
      if (!cache.has(file)) {
        const bytes = await readFile(join(assets?.folder ?? '', file)).catch(() => undefined)
        cache.set(file, bytes ? { bytes: new Uint8Array(bytes), encoding } : undefined)
      }
      const asset = cache.get(file)
      if (asset) return asset
    }
    return undefined
  }

  hono.get('/assets/:name{[A-Za-z0-9_.-]+}', async (c) => {
    const name = c.req.param('name')
    const type = TYPES[name.split('.').at(-1) ?? '']
    const asset =
      type && !name.includes('..') ? await find(name, c.req.header('accept-encoding') ?? '') : undefined
    if (!asset || !type) return c.notFound()
    return c.body(asset.bytes, 200, {
      'content-type': type,
      'cache-control': assets.cacheControl,
      vary: 'Accept-Encoding',
      ...(asset.encoding ? { 'content-encoding': asset.encoding } : {}),
    })
  })
}
