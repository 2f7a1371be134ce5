import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mountAssets } from './assets.ts'
import type { AppEnv } from './platform/http/app-env.ts'

let folder: string
let hono: Hono<AppEnv>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'divan-assets-'))
  writeFileSync(join(folder, 'main.js'), 'plain')
  writeFileSync(join(folder, 'main.js.br'), 'as brotli')
  writeFileSync(join(folder, 'main.js.gz'), 'as gzip')
  writeFileSync(join(folder, 'figtree.woff2'), 'a font')
  writeFileSync(join(folder, 'notes.txt'), 'no asset')
  mkdirSync(join(folder, 'folder.js'))
  hono = new Hono<AppEnv>()
  mountAssets(hono, { folder, prefix: '/assets/', cacheControl: 'public, max-age=60' })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const get = (name: string, encoding = '') =>
  hono.request(`/assets/${name}`, { headers: { 'accept-encoding': encoding } })

test('each file is sent in the best encoding that is taken', async () => {
  for (const [taken, encoding, text] of [
    ['gzip, br', 'br', 'as brotli'],
    ['gzip', 'gzip', 'as gzip'],
    ['', null, 'plain'],
  ] as const) {
    const answer = await get('main.js', taken)
    expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([encoding, text])
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
  }
  const font = await get('figtree.woff2', 'gzip, br')
  expect([font.headers.get('content-encoding'), await font.text()]).toEqual([null, 'a font'])
})

test('only what lay there at the start is ever sent, whatever is asked for', async () => {
  expect((await get('later.js')).status).toBe(404)
  writeFileSync(join(folder, 'later.js'), 'never listed')
  writeFileSync(join(folder, 'another.js'), 'never listed')
  for (const name of [
    'later.js',
    'another.js',
    'folder.js',
    'notes.txt',
    'main.js.br',
    '..',
    'x.constructor',
  ])
    expect((await get(name)).status, name).toBe(404)
  rmSync(folder, { recursive: true })
  expect((await get('main.js')).status).toBe(200)
})
