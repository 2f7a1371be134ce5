import { createHash } from 'node:crypto'
import { plainCode, randomCode } from '#src/platform/login/recovery-codes.ts'
import type { Platform } from '#src/platform/platform.ts'

/** Open only while no practice exists and the first steps were never taken. */
export async function areFirstStepsOpen(platform: Platform): Promise<boolean> {
  return platform.db.inDirectory(async (tx) => {
    const row = await tx
      .selectFrom('directory.installation')
      .select([
        'firstStepsDoneAt',
        (e) => e.exists(e.selectFrom('directory.practice').select('slug')).as('inhabited'),
      ])
      .executeTakeFirstOrThrow()
    return row.firstStepsDoneAt === null && !row.inhabited
  })
}

/**
 * Makes the one-time code that the first page asks for; whoever reads the console may take the first steps,
 * and nobody else who reaches the port. Each start makes another one. undefined once there is a practice.
 */
export async function prepareFirstSteps(platform: Platform): Promise<string | undefined> {
  if (!(await areFirstStepsOpen(platform))) return undefined
  const code = randomCode(3, 4).toUpperCase()
  await platform.db.inDirectory((tx) =>
    tx
      .updateTable('directory.installation')
      .set({ firstStepsCodeHash: hashFirstStepsCode(code) })
      .where('firstStepsDoneAt', 'is', null)
      .execute(),
  )
  return code
}

/** The same for every way of typing it. 58 random bits, good for one use, need no slow hash. */
export function hashFirstStepsCode(typed: string): Buffer {
  return createHash('sha256')
    .update(`first-steps:${plainCode(typed)}`)
    .digest()
}
