/** Seed of every random test, printed so that a failure can be replayed: `DIVAN_SEED=… npx vitest run`. */
export const seed = Number(process.env['DIVAN_SEED'] ?? Math.floor(Math.random() * 0x7fffffff))

console.error(`random tests: DIVAN_SEED=${seed}`)
