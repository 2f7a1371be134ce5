import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    globalSetup: ['test/cluster.ts'],
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // A file's world is its own (database, folder, clock) and the product keeps no state in its modules, so a worker
    // loads them once instead of once per file. What leaks from one world to the next would leak between practices.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
