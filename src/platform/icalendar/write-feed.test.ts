import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { type Shown, showByIcalJs, showByNodeIcal } from '#test/worlds/calendar-programs.ts'
import type { FeedEvent } from './feed-event.ts'
import { type FeedContent, writeFeed } from './write-feed.ts'

const FROM = '2026-08-01T00:00:00.000Z'
const TO = '2029-01-01T00:00:00.000Z'

const base: FeedContent = {
  name: 'Agenda',
  zone: 'Europe/Paris',
  baseUrl: 'https://divan.test',
  firstDay: Temporal.PlainDate.from('2026-08-01'),
  events: [],
  series: [],
  repeated: [],
}

function event(
  id: string,
  wall: string,
  more: Partial<FeedEvent> & { zone?: string; minutes?: number } = {},
): FeedEvent {
  const { zone = 'Europe/Paris', minutes = 45, ...rest } = more
  const startSeconds = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds / 1000
  return {
    id,
    startSeconds,
    endSeconds: startSeconds + minutes * 60,
    summary: 'G. O.',
    status: 'CONFIRMED',
    sequence: 0,
    changedSeconds: 1_795_377_600,
    path: `/rendez-vous/${id}`,
    ...rest,
  }
}

const shownOf = (events: readonly FeedEvent[]): Shown[] =>
  events
    .map(({ startSeconds, endSeconds, summary, status }) => ({
      startsAt: new Date(startSeconds * 1000).toISOString(),
      endsAt: new Date(endSeconds * 1000).toISOString(),
      summary,
      status,
    }))
    .toSorted((a, b) => (a.startsAt + a.summary < b.startsAt + b.summary ? -1 : 1))

/** What two programs show, neither of them ours. */
function show(content: FeedContent): [byNodeIcal: Shown[], byIcalJs: Shown[]] {
  const text = writeFeed(content)
  return [showByNodeIcal(text, FROM, TO), showByIcalJs(text, FROM, TO)]
}
const both = (events: readonly FeedEvent[]): [Shown[], Shown[]] => [shownOf(events), shownOf(events)]

function weekly(first: string, count: number, weeks = 1): string[] {
  return Array.from({ length: count }, (_, n) =>
    Temporal.PlainDate.from(first)
      .add({ weeks: n * weeks })
      .toString(),
  )
}

describe('a series', () => {
  const dates = weekly('2026-09-07', 60)
  const events = dates.map((date, n) =>
    event(`e${n}`, `${date}T09:00`, { seriesId: 's', occurrenceDate: date }),
  )
  const series = { id: 's', rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=60', sequence: 4, path: '/agenda' }

  test('is one event that stays at 9 h over both clock changes', () => {
    const content = { ...base, events, series: [series] }
    expect(show(content)).toEqual(both(events))
    const text = writeFeed(content)
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(text).toContain('RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20271025T070000Z')
    expect(text).toContain('SEQUENCE:4')
  })

  test('leaves out what is missing or cancelled, and tells what was moved, made longer or renamed', () => {
    const changed = events.flatMap((one, n): FeedEvent[] => {
      if (n === 3) return []
      if (n === 5) return [{ ...one, status: 'CANCELLED' }]
      if (n === 7)
        return [event('e7', '2026-10-27T14:30', { seriesId: 's', occurrenceDate: one.occurrenceDate })]
      if (n === 9) return [{ ...one, endSeconds: one.endSeconds + 900 }]
      if (n === 11) return [{ ...one, summary: 'G. O., Â. M.', status: 'TENTATIVE' }]
      return [one]
    })
    const content = { ...base, events: changed, series: [series] }
    expect(show(content)).toEqual(both(changed.filter((one) => one.status !== 'CANCELLED')))
    const text = writeFeed(content)
    expect(text.match(/EXDATE;TZID=Europe\/Paris/g)).toHaveLength(2)
    expect(text.match(/RECURRENCE-ID/g)).toHaveLength(3)
  })

  test.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', weekly('2026-09-07', 30, 2)],
    ['FREQ=MONTHLY;BYDAY=1MO', ['2026-09-07', '2026-10-05', '2026-11-02', '2026-12-07', '2027-01-04']],
    ['FREQ=MONTHLY;BYDAY=-1MO', ['2026-09-28', '2026-10-26', '2026-11-30', '2026-12-28', '2027-01-25']],
    ['FREQ=MONTHLY;BYMONTHDAY=15', ['2026-09-15', '2026-10-15', '2026-11-15', '2026-12-15']],
    [
      'FREQ=WEEKLY;BYDAY=MO,TH',
      weekly('2026-09-07', 9).flatMap((date) => [
        date,
        Temporal.PlainDate.from(date).add({ days: 3 }).toString(),
      ]),
    ],
  ])('by %s is one event', (rule, days) => {
    const planned = days.map((date, n) =>
      event(`e${n}`, `${date}T18:30`, { seriesId: 's', occurrenceDate: date }),
    )
    const content = { ...base, events: planned, series: [{ ...series, rule }] }
    expect(show(content)).toEqual(both(planned))
    expect(writeFeed(content).match(/BEGIN:VEVENT/g)).toHaveLength(1)
  })

  test.each([
    ['a rule no program is trusted with', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
    ['a rule that is none', 'chaque lundi'],
    ['two rules of an import', 'FREQ=WEEKLY;BYDAY=MO\nFREQ=WEEKLY;BYDAY=TU'],
    ['a rule that says other days', 'FREQ=WEEKLY;BYDAY=TU'],
    ['a rule that makes far more', 'FREQ=DAILY'],
  ])('of %s is told one by one', (_, rule) => {
    const content = { ...base, events, series: [{ ...series, rule }] }
    expect(show(content)).toEqual(both(events))
    expect(writeFeed(content).match(/BEGIN:VEVENT/g)).toHaveLength(60)
  })

  test('that ends in the hour that comes twice ends in the first one all the same', () => {
    const nights = weekly('2026-10-04', 8).map((date, n) =>
      event(`e${n}`, `${date}T01:30`, { seriesId: 's', occurrenceDate: date }),
    )
    const content = { ...base, events: nights, series: [{ ...series, rule: 'FREQ=WEEKLY;BYDAY=SU' }] }
    expect(show(content)).toEqual(both(nights))
    expect(writeFeed(content)).toContain('DTEND:20261025T001500Z')
  })

  test('in the hour that is skipped or comes twice is exact all the same', () => {
    const nights = weekly('2026-10-04', 30)
    const early = nights.map((date, n) =>
      event(`e${n}`, `${date}T02:30`, { seriesId: 's', occurrenceDate: date, minutes: 20 }),
    )
    const second = Temporal.Instant.from('2026-10-25T01:30:00Z').epochMilliseconds / 1000
    early[3] = {
      ...event('e3', nights[3] ?? '', { seriesId: 's', occurrenceDate: nights[3] }),
      startSeconds: second,
      endSeconds: second + 1_200,
    }
    const first = event('first', '2026-10-25T02:10', { minutes: 15 })
    const all = [...early, first]
    expect(show({ ...base, events: all, series: [{ ...series, rule: 'FREQ=WEEKLY;BYDAY=SU' }] })).toEqual(
      both(all),
    )
  })
})

test('any series, changed at random, is shown as it stands in the agenda', () => {
  const change = fc.constantFrom(
    'none',
    'none',
    'none',
    'none',
    'gone',
    'cancelled',
    'hour',
    'day',
    'longer',
    'name',
  )
  const anySeries = fc.record({
    zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Indian/Reunion', 'Australia/Lord_Howe'),
    weeks: fc.constantFrom(1, 2, 3),
    start: fc.integer({ min: 0, max: 400 }),
    time: fc.constantFrom('00:30', '01:45', '02:00', '09:00', '18:15', '23:00'),
    changes: fc.array(change, { minLength: 1, maxLength: 50 }),
  })
  fc.assert(
    fc.property(anySeries, ({ zone, weeks, start, time, changes }) => {
      const first = Temporal.PlainDate.from('2026-08-03').add({ days: start })
      const events = changes.flatMap((kind, n): FeedEvent[] => {
        const date = first.add({ weeks: n * weeks })
        const usual = { zone, seriesId: 's', occurrenceDate: date.toString() }
        const at = `${date.toString()}T${time}`
        if (kind === 'gone') return []
        if (kind === 'cancelled') return [event(`e${n}`, at, { ...usual, status: 'CANCELLED' })]
        if (kind === 'hour') return [event(`e${n}`, `${date.toString()}T15:00`, usual)]
        if (kind === 'day') return [event(`e${n}`, `${date.add({ days: 2 }).toString()}T${time}`, usual)]
        if (kind === 'longer') return [event(`e${n}`, at, { ...usual, minutes: 90 })]
        return [event(`e${n}`, at, { ...usual, ...(kind === 'name' ? { summary: 'Â. M.' } : {}) })]
      })
      const content = {
        ...base,
        zone,
        events,
        series: [{ id: 's', rule: `FREQ=WEEKLY;INTERVAL=${weeks}`, sequence: 0, path: '/agenda' }],
      }
      const isSaidByRule = writeFeed(content).includes('RRULE:FREQ=WEEKLY')
      // Told one by one, what was cancelled is said to be; in a series it is a date left out.
      const expected = isSaidByRule ? events.filter((one) => one.status !== 'CANCELLED') : events
      expect(show(content)).toEqual(both(expected))
    }),
    { seed, numRuns: 400 },
  )
})

describe('time off', () => {
  test('of whole days is days, of any clock', () => {
    const off = event('off', '2026-12-21T00:00', {
      days: { first: '2026-12-21', last: '2026-12-24' },
      minutes: 4 * 1440,
    })
    const text = writeFeed({ ...base, events: [off] })
    expect(text).toContain('DTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20261225\r\n')
    const [shown] = showByIcalJs(text, FROM, TO)
    expect([shown?.startsAt, shown?.endsAt]).toEqual(['2026-12-21', '2026-12-25'])
  })

  test('that repeats for ever stays a rule without end, its excluded days left out', () => {
    const off = event('off', '2026-09-02T00:00', {
      days: { first: '2026-09-02', last: '2026-09-02' },
      minutes: 1440,
    })
    const repeated = [{ ...off, rule: 'FREQ=WEEKLY;BYDAY=WE', lastDate: null, excludedDates: ['2026-09-16'] }]
    const text = writeFeed({ ...base, repeated })
    expect(text).toContain('RRULE:FREQ=WEEKLY;BYDAY=WE\r\nEXDATE;VALUE=DATE:20260916')
    const shown = showByIcalJs(text, FROM, '2026-10-01').map((one) => one.startsAt)
    expect(shown).toEqual(['2026-09-02', '2026-09-09', '2026-09-23', '2026-09-30'])
  })

  test('of a part of a day keeps its hours on the wall, over a change of the clock too', () => {
    // From Saturday evening to Sunday morning: an hour longer in the last night of October.
    const off = event('off', '2026-10-10T20:00', { minutes: 14 * 60, summary: 'Absence' })
    const repeated = [
      { ...off, rule: 'FREQ=WEEKLY;BYDAY=SA', lastDate: '2027-04-24', excludedDates: ['2026-12-26'] },
    ]
    const days = weekly('2026-10-10', 29).filter((date) => date !== '2026-12-26')
    const expected = days.map((date) => {
      const end = Temporal.PlainDate.from(date).add({ days: 1 }).toPlainDateTime('10:00')
      const endSeconds = end.toZonedDateTime('Europe/Paris').epochMilliseconds / 1000
      return { ...event(date, `${date}T20:00`, { summary: 'Absence' }), endSeconds }
    })
    expect(show({ ...base, repeated })).toEqual(both(expected))
  })
})

test('an empty agenda is a calendar all the same', () => {
  const text = writeFeed(base)
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*BEGIN:VTIMEZONE[^]*END:VCALENDAR\r\n$/)
  expect(showByNodeIcal(text, FROM, TO)).toEqual([])
})
