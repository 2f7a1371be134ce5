import type { Config } from '#src/config.ts'
import type { Work } from '#src/platform/work.ts'

/** Where the master key lies, unless the settings hand it over. */
export function masterKeyFile(config: Config): string | undefined {
  return config.masterKey ? undefined : config.masterKeyFile
}

/** Only the practice that the console's code made belongs to whoever runs this machine. */
export async function ownsMachine(work: Work): Promise<boolean> {
  const event = await work.tx
    .selectFrom('auditEvent')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('subjectId', '=', work.practiceId)
    .where('action', '=', 'installation.first-steps')
    .executeTakeFirst()
  return event !== undefined
}
