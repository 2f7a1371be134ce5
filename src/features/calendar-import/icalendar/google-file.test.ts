import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { isRefused } from '#src/domain/refusal.ts'

import { readCalendar } from './read-calendar.ts'

const zone = 'Europe/Paris'
const now = Temporal.Instant.from('2026-11-22T20:00Z')
const source = readFileSync(new URL('../../../../test/fixtures/agenda-google.ics', import.meta.url))
const answer = readCalendar(source, { now, zone })
if (isRefused(answer)) throw new Error(answer.refused)
const { events } = answer

test('counts', () => {
  const count = (has: (event: (typeof events)[number]) => boolean) => events.filter(has).length
  expect(answer).toMatchObject({ name: 'Cabinet', componentCount: 552, eventCount: 526, refused: [] })
  expect(events).toHaveLength(3640)
  expect(count(({ seriesUid }) => seriesUid !== null)).toBe(3142)
  expect(count(({ changed }) => changed)).toBe(26)
  expect(count(({ allDay }) => allDay)).toBe(5)
  expect(count(({ status }) => status === 'cancelled')).toBe(20)
  expect(count(({ busy }) => !busy)).toBe(0)
  expect(count(({ endsAt }) => Temporal.Instant.compare(endsAt, now) <= 0)).toBe(2993)
  expect(new Set(events.map(({ uid, recurrenceId }) => `${uid} ${recurrenceId}`)).size).toBe(3640)
})

test('is the same as counting the weeks by hand, event by event', () => {
  const made = (uid: string) =>
    events
      .filter((event) => event.uid === uid)
      .map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)
      .sort()
  const expected = expandByHand(source.toString('utf8'))
  expect(expected.spans.size).toBe(526)
  // Three moved occurrences name a week that their fortnightly series does not have: they stand alone.
  expect(expected.orphans).toBe(3)
  expect(events.filter(({ notices }) => notices.includes('outside-series'))).toHaveLength(3)
  for (const [uid, spans] of expected.spans) expect(made(uid), uid).toEqual(spans.sort())
})

test('the week of a clock change keeps its hours, on both sides', () => {
  const at = (first: string, last: string) =>
    events
      .filter(({ uid, startDate }) => {
        const date = startDate.toString()
        return uid === 'divan00002@google.com' && date >= first && date <= last
      })
      .map(({ startsAt, wallStart }) => `${startsAt} ${wallStart}`)
  expect(at('2026-03-23', '2026-04-05')).toEqual([
    '2026-03-24T07:00:00Z 2026-03-24T08:00:00',
    '2026-03-31T06:00:00Z 2026-03-31T08:00:00',
  ])
  expect(at('2026-10-19', '2026-11-01')).toEqual([
    '2026-10-20T06:00:00Z 2026-10-20T08:00:00',
    '2026-10-27T07:00:00Z 2026-10-27T08:00:00',
  ])
})

/** Reads the file with a few regular expressions and adds weeks to zoned times: nothing is shared. */
function expandByHand(text: string): { spans: Map<string, string[]>; orphans: number } {
  const horizon = now.toZonedDateTimeISO(zone).add({ years: 1 })
  const spans = new Map<string, string[]>()
  let orphans = 0
  const overridden = new Map<string, string>()
  const blocks = text.replace(/\r\n /g, '').match(/BEGIN:VEVENT.*?END:VEVENT/gs) ?? []
  const zoned = (name: string, value: string) => {
    const [, year, month, day, hour = '0', minute = '0', second = '0', utc] =
      /(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?/.exec(value) ?? []
    const fields = {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
    }
    const tzid = /TZID=([^:;]+)/.exec(name)?.[1] ?? zone
    return Temporal.PlainDateTime.from(fields).toZonedDateTime(utc ? 'UTC' : tzid)
  }
  const find = (block: string, name: string) => {
    const match = new RegExp(`^(${name}[^:]*):(.*)\\r$`, 'm').exec(block)
    return match && zoned(match[1] ?? '', match[2] ?? '')
  }
  for (const block of blocks) {
    const uid = /^UID:(.*)\r$/m.exec(block)?.[1] ?? ''
    const start = find(block, 'DTSTART')
    const end = find(block, 'DTEND')
    if (!start || !end) throw new Error(block)
    const length = start.toInstant().until(end.toInstant())
    const list = spans.get(uid) ?? []
    spans.set(uid, list)
    const add = (at: Temporal.ZonedDateTime) => list.push(`${at.toInstant()} ${at.toInstant().add(length)}`)
    const id = find(block, 'RECURRENCE-ID')
    if (id) {
      const original = overridden.get(`${uid} ${id.toInstant()}`)
      if (original === undefined) orphans++
      else list.splice(list.indexOf(original), 1)
      add(start)
      continue
    }
    const rule = /^RRULE:(.*)\r$/m.exec(block)?.[1]
    if (!rule) {
      add(start)
      continue
    }
    const excluded = [...block.matchAll(/^(EXDATE[^:]*):(.*)\r$/gm)].map((match) =>
      zoned(match[1] ?? '', match[2] ?? '')
        .toInstant()
        .toString(),
    )
    const until = /UNTIL=(\w+)/.exec(rule)?.[1]
    const last = until ? zoned('', until) : horizon
    const interval = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? '1')
    for (let at = start; Temporal.ZonedDateTime.compare(at, last) <= 0;) {
      if (!excluded.includes(at.toInstant().toString())) {
        add(at)
        overridden.set(`${uid} ${at.toInstant()}`, list.at(-1) ?? '')
      }
      if (rule.startsWith('FREQ=MONTHLY;BYDAY=1MO')) {
        at = at.add({ days: 1 })
        while (at.dayOfWeek !== 1 || at.day > 7) at = at.add({ days: 1 })
      } else if (rule.includes('BYDAY=MO,TU,WE,TH,FR')) at = at.add({ days: at.dayOfWeek === 5 ? 3 : 1 })
      else at = at.add({ weeks: interval })
    }
  }
  return { spans, orphans }
}
