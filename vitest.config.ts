import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    globalSetup: ['test/cluster.ts'],
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    reporters: process.env.CI ? ['default', './test/refuse-skipped.ts'] : ['default'],
    // A file's world is its own (database, folder, clock) and the product's modules keep nothing of a practice, so a
    // worker loads them once instead of once per file. What leaked from one world to the next would leak between practices.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
