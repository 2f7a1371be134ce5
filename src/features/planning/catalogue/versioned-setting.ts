import type { Transaction } from 'kysely'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { appointmentTypeEvents, placeEvents } from '../events.ts'
import { type VersionRefused, lockVersion, previousOf } from './versioned.ts'

type Table = 'appointmentType' | 'place'
type SettingEvents = typeof placeEvents | typeof appointmentTypeEvents

/** A setting as it is kept: its own fields, and those that all have. */
export type Setting<Fields> = Fields & { id: string; archivedAt: Temporal.Instant | null; version: number }

export interface VersionedSetting<Fields> {
  /** All of them, archived ones too, in the practitioner's order. */
  list(work: Work): Promise<Setting<Fields>[]>
  /** Throws NotFound. */
  get(work: Work, id: string): Promise<Setting<Fields>>
  create(work: Work, input: Fields): Promise<Setting<Fields>>
  /** What refers to it stays as it is. */
  update(
    work: Work,
    id: string,
    input: Fields & { version: number },
  ): Promise<Setting<Fields> | Refused<'stale'>>
  /** Gives back what the edit that made this version replaced. */
  undo(work: Work, id: string, versionMade: number): Promise<Setting<Fields> | VersionRefused>
  /** Out of use: nobody can choose it any more; what has it keeps it. */
  setAside(work: Work, id: string, archived: boolean): Promise<Setting<Fields>>
}

interface Kind<Fields> {
  table: Table
  fields: readonly (keyof Fields & string)[]
  events: SettingEvents
  /** Throws where the fields name what is not there. */
  check?(work: Work, fields: Fields): Promise<void>
}

/** A table of settings whose rows are ordered, archived, and remember the edit before the present. */
export function versionedSetting<Fields extends object>({
  table,
  fields,
  events,
  check,
}: Kind<Fields>): VersionedSetting<Fields> {
  const columns = [...fields, 'id', 'archivedAt', 'version']
  const only = (from: Fields): Record<string, unknown> =>
    Object.fromEntries(fields.map((field) => [field, from[field]]))

  async function get(work: Work, id: string): Promise<Setting<Fields>> {
    const row = await rowsOf(work)
      .selectFrom(table)
      .select(columns)
      .where('practiceId', '=', work.practiceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    return row as Setting<Fields>
  }

  async function write(work: Work, id: string, next: Fields, event: SettingEvents['update']) {
    await check?.(work, next)
    const previous = JSON.stringify(only(await get(work, id)))
    await rowsOf(work)
      .updateTable(table)
      .set((set) => ({ ...only(next), previous, version: set('version', '+', 1) }))
      .where('practiceId', '=', work.practiceId)
      .where('id', '=', id)
      .execute()
    work.record(event, id)
    return get(work, id)
  }

  return {
    get,
    async list(work) {
      const rows = await rowsOf(work)
        .selectFrom(table)
        .select(columns)
        .where('practiceId', '=', work.practiceId)
        .orderBy('position')
        .orderBy('name')
        .execute()
      return rows as Setting<Fields>[]
    },
    async create(work, input) {
      await check?.(work, input)
      const id = newId()
      const { position } = await rowsOf(work)
        .selectFrom(table)
        .select((of) => of.fn.coalesce(of.fn.max('position'), of.lit(0)).as('position'))
        .where('practiceId', '=', work.practiceId)
        .executeTakeFirstOrThrow()
      await rowsOf(work)
        .insertInto(table)
        .values({ id, ...only(input), position: position + 1 })
        .execute()
      work.record(events.create, id)
      return get(work, id)
    },
    async update(work, id, input) {
      const locked = await lockVersion(work, table, id, input.version)
      return isRefused(locked) ? locked : write(work, id, input, events.update)
    },
    async undo(work, id, versionMade) {
      const kept = await previousOf<Fields>(work, table, id, versionMade)
      return isRefused(kept) ? kept : write(work, id, kept.previous, events.undo)
    },
    async setAside(work, id, archived) {
      const changed = await rowsOf(work)
        .updateTable(table)
        .set((set) => ({ archivedAt: archived ? work.now : null, version: set('version', '+', 1) }))
        .where('practiceId', '=', work.practiceId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (changed.numUpdatedRows === 0n) throw new NotFound()
      work.record(archived ? events.archive : events.restore, id)
      return get(work, id)
    },
  }
}

interface AnySetting {
  [field: string]: unknown
  id: string
  practiceId: string
  name: string
  position: number
  version: number
}

/** The tables as they are alike: which other fields a row has, its kind knows. */
function rowsOf({ tx }: Work): Transaction<Record<Table, AnySetting>> {
  return tx as unknown as Transaction<Record<Table, AnySetting>>
}
