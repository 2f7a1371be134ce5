import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '#src/config.ts'
import { isRefused } from '#src/domain/refusal.ts'
import {
  type CreatedPractice,
  createPractice,
  getPracticeSettings,
  updatePractice,
} from '#src/features/account/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { planAhead } from './plan-ahead.ts'
import { livePractice } from './practice-life.ts'
import { workFor } from '#src/platform/work-for.ts'

const WEEKS = 104

/** Two years of a full practice, and a small neighbour to try isolation with. Returns the password of both. */
export async function makeDemo(platform: Platform): Promise<string> {
  const password = demoPassword(platform.config.dataDir)
  const known = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('slug').execute(),
  )
  const finished = join(platform.config.dataDir, 'demo-finished')
  if (existsSync(finished)) return password
  if (known.length > 0) {
    throw new ConfigError(
      `${platform.config.dataDir} holds a practice of its own, or a demo that was interrupted. ` +
        'Give the demo an empty folder (DIVAN_DATA_DIR), or delete this one.',
    )
  }
  const opened = platform.clock().subtract({ hours: 24 * 7 * (WEEKS + 1) })
  const neighbour = await createPractice(
    platform,
    {
      practiceName: 'Cabinet Voisin',
      displayName: 'Marc Voisin',
      profession: 'Psychologue',
      identifier: 'voisin@divan.test',
      password,
      slug: 'voisin',
    },
    opened,
  )
  await livePractice(platform, neighbour, { seed: 7, weeks: 6, fullAt: 6, usualSessions: 8 })
  const main = await createPractice(
    platform,
    {
      practiceName: 'Cabinet Hélène Lacaze',
      displayName: 'Hélène Lacaze',
      profession: 'Psychologue',
      identifier: 'demo@divan.test',
      password,
      slug: 'demo',
    },
    opened,
  )
  await describePractice(platform, main)
  await livePractice(platform, main, { seed: 42, weeks: WEEKS, fullAt: 21, usualSessions: 17 })
  await planAhead(platform, main)
  writeFileSync(finished, `${platform.clock().toString()}\n`)
  return password
}

/** Identity as a real invoice shows it; numbers that pass their checks and belong to nobody. */
async function describePractice(platform: Platform, practice: CreatedPractice): Promise<void> {
  const described = await workFor(
    platform,
    practice.practiceId,
    { kind: 'user', id: practice.userId },
    async (work) => {
      const { id: _id, ...present } = await getPracticeSettings(work, practice.practitionerId)
      return updatePractice(work, practice.practitionerId, {
        ...present,
        legalName: 'Hélène Lacaze EI',
        addressStreet: '12 rue Vendôme',
        addressPostcode: '69006',
        addressCity: 'Lyon',
        phone: '01 99 00 26 10',
        email: 'cabinet@exemple.test',
        siret: '73282932000074',
        rpps: '10101111119',
        adeli: '699310596',
        department: '69',
      })
    },
  )
  if (isRefused(described)) throw new Error(`the demo's practice was refused: ${JSON.stringify(described)}`)
}

/** Made once per data folder: a demo reachable from elsewhere must not have a password that everybody knows. */
function demoPassword(dataDir: string): string {
  const file = join(dataDir, 'demo-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = `Divan-${randomBytes(6).toString('base64url')}-26`
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}
