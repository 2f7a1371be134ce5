import { describe, expect, test } from 'vitest'
import {
  type Lines,
  codes,
  event,
  instants,
  paris,
  read,
  walls,
  weekly,
} from '#test/worlds/icalendar-lines.ts'

describe('a series', () => {
  const rule = (text: string, ...more: Lines) => event(...weekly, `RRULE:${text}`, ...more)

  test('stays at its hour on both sides of the clock changes', () => {
    const spring = read(rule('FREQ=WEEKLY;COUNT=3'))
    expect(walls(spring)).toEqual([
      '2026-03-16T09:00/09:45',
      '2026-03-23T09:00/09:45',
      '2026-03-30T09:00/09:45',
    ])
    expect(instants(spring)).toEqual(['2026-03-16T08:00:00Z', '2026-03-23T08:00:00Z', '2026-03-30T07:00:00Z'])
    expect(spring.events.map(({ recurrenceId }) => recurrenceId)).toEqual(instants(spring))
    expect(spring.events.every(({ seriesUid }) => seriesUid === 'a')).toBe(true)
  })

  test('without end goes one year ahead of now', () => {
    const endless = read(rule('FREQ=WEEKLY'))
    expect(walls(endless).at(-1)).toBe('2027-11-22T09:00/09:45')
    expect(endless.events).toHaveLength(89)
  })

  test('ends with UNTIL in UTC, as local time or as a day', () => {
    for (const until of ['20260330T070000Z', '20260330T090000', '20260330']) {
      expect(walls(read(rule(`FREQ=WEEKLY;UNTIL=${until}`)))).toHaveLength(3)
    }
    expect(walls(read(rule('FREQ=WEEKLY;UNTIL=20260330T065959Z')))).toHaveLength(2)
    const holidays = event('DTSTART;VALUE=DATE:20260316', 'RRULE:FREQ=WEEKLY;UNTIL=20260329T215959Z')
    expect(read(holidays).events.map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2026-03-16',
      '2026-03-23',
    ])
  })

  test('without its EXDATEs, in whatever form, and with its RDATEs', () => {
    const excluded = [
      paris('EXDATE', '20260323T090000,20260330T090000'),
      'EXDATE:20260406T070000Z',
      'EXDATE;VALUE=DATE:20260413',
    ]
    const answer = read(rule('FREQ=WEEKLY;COUNT=6', ...excluded, 'RDATE:20260325T080000Z'))
    expect(walls(answer)).toEqual([
      '2026-03-16T09:00/09:45',
      '2026-03-25T09:00/09:45',
      '2026-04-20T09:00/09:45',
    ])
  })

  test('with one occurrence moved and one cancelled', () => {
    const moved = event(
      paris('DTSTART', '20260324T150000'),
      paris('DTEND', '20260324T160000'),
      paris('RECURRENCE-ID', '20260323T090000'),
    )
    const cancelled = event(...weekly, 'RECURRENCE-ID:20260330T070000Z', 'STATUS:CANCELLED')
    const answer = read(moved, rule('FREQ=WEEKLY;COUNT=3'), cancelled)
    expect(walls(answer)).toEqual([
      '2026-03-16T09:00/09:45',
      '2026-03-16T09:00/09:45',
      '2026-03-24T15:00/16:00',
    ])
    expect(answer.events.map(({ recurrenceId, changed, status }) => [recurrenceId, changed, status])).toEqual(
      [
        ['2026-03-16T08:00:00Z', false, 'confirmed'],
        ['2026-03-30T07:00:00Z', true, 'cancelled'],
        ['2026-03-23T08:00:00Z', true, 'confirmed'],
      ],
    )
  })

  test('changed from one occurrence on', () => {
    const from = event(
      paris('DTSTART', '20260324T100000'),
      'DURATION:PT1H',
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260323T090000',
    )
    const answer = read(rule('FREQ=WEEKLY;COUNT=4'), from)
    expect(walls(answer)).toEqual([
      '2026-03-16T09:00/09:45',
      '2026-03-24T10:00/11:00',
      '2026-03-31T10:00/11:00',
      '2026-04-07T10:00/11:00',
    ])
    expect(answer.events.map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2026-03-16T08:00:00Z',
      '2026-03-23T08:00:00Z',
      '2026-03-30T07:00:00Z',
      '2026-04-06T07:00:00Z',
    ])
  })

  test('whose exception stands alone in the file', () => {
    const answer = read(event(...weekly, paris('RECURRENCE-ID', '20260315T090000')))
    expect(answer.events).toMatchObject([
      { recurrenceId: '2026-03-15T08:00:00Z', seriesUid: 'a', changed: true, notices: ['outside-series'] },
    ])
  })

  test('whose rule is refused keeps its exceptions; two for one occurrence are one', () => {
    const moved = (name: string, id: string) =>
      event(`SUMMARY:${name}`, paris('DTSTART', '20260324T150000'), 'DURATION:PT1H', id)
    const exceptions = [
      moved('x', paris('RECURRENCE-ID', '20260323T090000')),
      moved('y', 'RECURRENCE-ID:20260323T080000Z'),
    ]
    const answer = read(rule('FREQ=HOURLY'), ...exceptions)
    expect(codes(answer).sort()).toEqual(['superseded', 'unsupported-rule'])
    expect(walls(answer)).toEqual(['2026-03-24T15:00/16:00'])
  })

  test('that never matches, or that is too long, ends', () => {
    expect(walls(read(rule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')))).toHaveLength(1)
    const daily = event('DTSTART:19800101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY')
    expect(codes(read(daily))).toEqual(['too-many-occurrences'])
    const ancient = event(
      'DTSTART:00010101T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    )
    expect(codes(read(ancient))).toEqual([])
    const hostile = Array.from({ length: 40 }, (_, index) => [
      'BEGIN:VEVENT',
      `UID:${index}`,
      'DTSTART:00010101T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'END:VEVENT',
    ])
    expect(codes(read(...hostile))).toContain('too-many-occurrences')
  }, 60_000)

  test('of which a newer version is in the file', () => {
    const older = event(...weekly, 'SEQUENCE:1', 'SUMMARY:Avant')
    const newer = event(paris('DTSTART', '20260317T090000'), 'DURATION:PT1H', 'SEQUENCE:2')
    for (const answer of [read(older, newer), read(newer, older)]) {
      expect(walls(answer)).toEqual(['2026-03-17T09:00/10:00'])
      expect(codes(answer)).toEqual(['superseded'])
    }
  })
})
