import { expect } from 'vitest'
import type { World } from '../world.ts'
import type { AgendaGround } from './agenda.ts'

/** For tests: what a client reads of a series, or of why there is none. */
export interface SeriesAnswer {
  id: string
  seriesId: string
  changeId: string
  rule: string
  items: { id: string; startsAt: string; seriesId: string }[]
  skipped: PlannedAnswer[]
  left: PlannedAnswer[]
  dates: PlannedAnswer[]
  code: string
  errors: { field?: string; message: string }[]
}

interface PlannedAnswer {
  key: string
  date: string
  reason: string | null
  label: string
  nearest: { startsAt: string }[]
}

export type Made = SeriesAnswer & { day(n: number): string }
type Reply = { status: number; body: SeriesAnswer }

/** What tests of changed series do, and look at in the database. */
export function seriesOf(world: World, ground: AgendaGround) {
  let count = 0
  /** Eight Thursdays at ten, in a January or September that no other test uses: no holiday is near. */
  async function newSeries(more: Record<string, unknown> = {}): Promise<Made> {
    const first = Temporal.PlainDate.from({
      year: 2027 + (count >> 1),
      month: count % 2 === 0 ? 1 : 9,
      day: 2,
    })
    count++
    const thursday = first.add({ days: (4 - first.dayOfWeek + 7) % 7 })
    const rule = 'FREQ=WEEKLY;BYDAY=TH;COUNT=8'
    const booking = ground.booking(`${thursday.toString()}T10:00`, { rule, ...more })
    const { status, body }: Reply = await world.alice.postJson('/rendez-vous', booking)
    expect([status, body.items?.length], JSON.stringify(body)).toEqual([201, 8])
    return { ...body, day: (n) => thursday.add({ weeks: n }).toString() }
  }

  /** Another moment, in which the login is as fresh as before. */
  async function travel(to: string | Temporal.Instant): Promise<void> {
    const now = Temporal.Instant.from(to)
    await world.alice.work((work) =>
      work.tx
        .updateTable('loginSession')
        .set({ lastSeenAt: now, expiresAt: Temporal.Instant.from('2099-01-01T00:00:00Z') })
        .execute(),
    )
    world.setNow(now)
  }
  function send(path: string, body: Record<string, unknown> = {}): Promise<Reply> {
    return world.alice.postJson(path, body)
  }
  function idAt(series: Made, index: number): string {
    return series.items[index]?.id ?? ''
  }

  /** All that is stored of the appointments, with their patients and occupancy, except what every write counts up. */
  async function snapshot(made: Made): Promise<unknown> {
    return world.alice.work(async (work) => {
      const ids = made.items.map((item) => item.id)
      const appointments = await work.tx
        .selectFrom('appointment')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('id')
        .execute()
      const occupancy = await work.tx
        .selectFrom('occupancy')
        .select(['appointmentId', 'startsAt', 'endsAt'])
        .where('appointmentId', 'in', ids)
        .orderBy('appointmentId')
        .execute()
      const patients = await work.tx
        .selectFrom('appointmentPatient')
        .select(['appointmentId', 'patientId', 'position'])
        .where('appointmentId', 'in', ids)
        .orderBy('appointmentId')
        .orderBy('position')
        .execute()
      const series = await work.tx
        .selectFrom('appointmentSeries')
        .select(['id', 'rule', 'startsOn', 'wallTime'])
        .orderBy('id')
        .execute()
      const kept = appointments.map(
        ({ version: _v, updatedAt: _u, previous: _p, previousNoteSealed: _n, changeId: _c, ...rest }) => ({
          ...rest,
          noteSealed: rest.noteSealed?.toString('hex'),
          reasonSealed: rest.reasonSealed?.toString('hex'),
        }),
      )
      return JSON.parse(JSON.stringify({ kept, occupancy, patients, series }))
    })
  }

  async function stored(id: string) {
    return world.alice.work((work) =>
      work.tx
        .selectFrom('appointment')
        .select(['startsAt', 'status', 'seriesId', 'occurrenceDate', 'late', 'priceCents'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  }
  async function rules(): Promise<Map<string, string>> {
    return world.alice.work(async (work) => {
      const rows = await work.tx.selectFrom('appointmentSeries').select(['id', 'rule']).execute()
      return new Map(rows.map((row) => [row.id, row.rule]))
    })
  }
  async function undo(changeId: string): Promise<Reply> {
    return send(`/rendez-vous/changements/${changeId}/annulation`)
  }
  async function startsOf(series: Made): Promise<string[]> {
    const answer = await world.alice.json(`/rendez-vous?du=${series.day(0)}&au=${series.day(10)}`)
    const { items } = answer.body as { items: { startsAt: string; status: string }[] }
    return items.map(
      (item) => `${item.startsAt.slice(0, 16)}${item.status === 'confirmed' ? '' : ` ${item.status}`}`,
    )
  }
  return { newSeries, travel, send, idAt, snapshot, stored, rules, undo, startsOf }
}
