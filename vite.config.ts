import { defineConfig } from 'vite'

// One configuration, two builds: `vite build` makes what browsers fetch, `vite build --ssr` the
// server. The browser targets come from the contract's prerequisites (Chrome 65, Firefox 60).
export default defineConfig(({ isSsrBuild }) => ({
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
  publicDir: false as const,
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
        target: ['chrome65', 'firefox60'],
        cssTarget: ['chrome65', 'firefox60'],
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: ['src/browser/main.ts'] },
      },
}))
