import devServer from '@hono/vite-dev-server'
import { defineConfig } from 'vite'
import { postcss } from './src/styles/postcss.ts'

// `npm run dev`: pages are rendered by Hono from the sources, the browser's files by Vite, and both are
// reloaded on save. `src/dev.ts` default-exports the Hono application.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  publicDir: false,
  css: { postcss },
  server: { port: Number(process.env['PORT'] ?? 3000), strictPort: true },
  plugins: [
    devServer({
      entry: 'src/dev.ts',
      // Everything is a page except what Vite itself serves. The reload script is in the document
      // already: the security policy refuses the inline one that the plugin would add.
      exclude: [/^\/(@.+|node_modules\/.+|src\/(browser|styles|assets|domain)\/.+)$/],
      injectClientScript: false,
    }),
  ],
})
