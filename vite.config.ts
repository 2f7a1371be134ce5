import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { postcss } from './src/styles/postcss.ts'

// The contract's prerequisites (docs/DESIGN.md). Syntax is lowered to them; what is missing in their
// APIs is guarded in the code and checked by es-check.
const oldestBrowsers = ['chrome65', 'firefox60']

// One configuration, two builds: `vite build` makes what browsers fetch, `vite build --ssr` the server.
export default defineConfig(({ isSsrBuild }) => ({
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx', development: false } },
  publicDir: false as const,
  css: { postcss },
  plugins: isSsrBuild
    ? []
    : [copiedAssets('icons.svg', 'favicon.svg', 'favicon.png', 'touch-icon.png'), precompressed()],
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node26',
        minify: false,
        sourcemap: true,
        rolldownOptions: { input: 'src/main.ts' },
      }
    : {
        outDir: 'dist/client',
        emptyOutDir: true,
        target: oldestBrowsers,
        cssTarget: oldestBrowsers,
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: ['src/browser/main.ts', 'src/styles/main.css'] },
      },
}))

/** Files that only the server names: emitted with a hash and listed in the manifest like the others. */
function copiedAssets(...names: string[]): Plugin {
  return {
    name: 'divan:copied-assets',
    apply: 'build',
    buildStart() {
      for (const name of names) {
        const path = `src/assets/${name}`
        this.emitFile({ type: 'asset', name, originalFileName: path, source: readFileSync(path) })
      }
    },
  }
}

/** Writes `.br` and `.gz` beside what compresses, at the highest level: it is done once per build. */
function precompressed(): Plugin {
  return {
    name: 'divan:precompressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(css|js|svg)$/.test(file.fileName)) continue
          const source = Buffer.from(file.type === 'asset' ? file.source : file.code)
          const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(source, brotli),
          })
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.gz`,
            source: gzipSync(source, { level: 9 }),
          })
        }
      },
    },
  }
}
