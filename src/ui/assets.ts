import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = {
  'main.css': 'src/styles/main.css',
  'main.js': 'src/browser/main.ts',
  'icons.svg': 'src/assets/icons.svg',
  'favicon.svg': 'src/assets/favicon.svg',
  'favicon.png': 'src/assets/favicon.png',
  'touch-icon.png': 'src/assets/touch-icon.png',
  'figtree.woff2': 'src/assets/fonts/figtree.woff2',
  'fraunces.woff2': 'src/assets/fonts/fraunces.woff2',
} as const

export type AssetName = keyof typeof sources

type Manifest = Record<string, { file: string }>

const clientFolder = import.meta.env?.PROD ? findClientFolder() : undefined
const manifest = clientFolder ? readManifest(clientFolder) : undefined

/** True under the development server, where pages also load its reload script. */
export const isDevServer = import.meta.env?.DEV === true && import.meta.env.MODE !== 'test'

/**
 * Address of a built file, with its content hash. Under the development server it is the source's own
 * address; in unit tests, which run without a build, the plain name.
 */
export function assetUrl(name: AssetName): string {
  if (isDevServer) return `/${sources[name]}`
  if (!manifest) return `/assets/${name}`
  const entry = manifest[sources[name]]
  if (!entry) throw new Error(`The client build has no ${name}: run the build again`)
  return `/${entry.file}`
}

/**
 * What is needed to serve the client build: mount `folder` at `prefix` with `cacheControl` (names carry
 * a content hash, so a year is safe). Files ending in `.br` and `.gz` lie beside the compressible ones.
 * Undefined outside the bundled server: the development server serves the sources itself.
 */
export function findAssetFolder(): { folder: string; prefix: '/assets/'; cacheControl: string } | undefined {
  if (!clientFolder) return undefined
  return {
    folder: join(clientFolder, 'assets'),
    prefix: '/assets/',
    cacheControl: 'public, max-age=31536000, immutable',
  }
}

// The bundle may sit in dist/server or in a chunk folder below it, so the search goes upwards.
function findClientFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (folder !== dirname(folder)) {
    folder = dirname(folder)
    const client = join(folder, 'client')
    if (existsSync(join(client, '.vite', 'manifest.json'))) return client
  }
  throw new Error('The client build is missing: dist/client/.vite/manifest.json was not found')
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest
}
