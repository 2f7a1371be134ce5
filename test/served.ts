import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import type { World } from './world.ts'

const run = promisify(execFile)

export interface Served {
  url: string
  close(): Promise<void>
}

const TYPES: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** A world on a real port, with the browser's files as they are built now. */
export async function serveWorld(world: World): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'divan-client-'))
  await run(join('node_modules', '.bin', 'vite'), [
    'build',
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'error',
  ])
  const manifest = JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; name?: string; src?: string }
  >
  // Pages name files plainly outside the bundle: /assets/main.css is whatever the manifest made of it.
  const plain = new Map(
    Object.entries(manifest).map(([source, entry]) => [
      source.split('/').at(-1)?.replace(/\.ts$/, '.js'),
      entry.file,
    ]),
  )

  const server = serve({
    port: 0,
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/assets/')) return world.app.hono.fetch(request)
      const file = plain.get(pathname.slice('/assets/'.length)) ?? pathname.slice(1)
      const bytes = await readFile(join(folder, file)).catch(() => undefined)
      if (!bytes) return new Response('no such file', { status: 404 })
      return new Response(bytes, {
        headers: { 'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain' },
      })
    },
  })
  await new Promise((listening) => server.once('listening', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      await new Promise((closed) => server.close(closed))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
