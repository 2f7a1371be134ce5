import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { readCalendar } from './icalendar/read-calendar.ts'
import type { CalendarChoices } from './calendar-batch.ts'
import { occupiedSpans } from './imported-buffers.ts'
import { type Planned, hasNews, occurrenceKey, planCalendar } from './plan-calendar.ts'
import type { NamedPatient, Subject } from './subjects.ts'

const zone = 'Europe/Paris'
const now = Temporal.Instant.from('2026-11-22T20:00Z')
const source = readFileSync(new URL('../../../test/fixtures/agenda-google.ics', import.meta.url))
const answer = readCalendar(source, { now, zone })
if (isRefused(answer)) throw new Error(answer.refused)
const reading = answer

const noChoices: CalendarChoices = { subjects: {}, conflicts: {} }
const plan = (patients: readonly NamedPatient[], choices = noChoices, known = new Set<string>()) =>
  planCalendar({ reading, patients, known, taken: [], choices, now })
const patient = (id: string, firstName: string, lastName: string, more: Partial<NamedPatient> = {}) => ({
  id,
  firstName,
  lastName,
  birthDate: null,
  phones: [],
  emails: [],
  archivedAt: null,
  ...more,
})
const ofKind = (subjects: readonly Subject[], kind: Subject['kind']) =>
  subjects.filter((subject) => subject.kind === kind)
const titlesOf = (subjects: readonly Subject[]) => subjects.map(({ titles }) => titles[0]?.title)

describe('the real file in a practice without patients', () => {
  const review = plan([])

  test('every name is one person, however it is written, and all else is time off', () => {
    const people = ofKind(review.subjects, 'newPatient')
    expect(people).toHaveLength(66)
    expect(titlesOf(ofKind(review.subjects, 'timeOff')).toSorted()).toEqual([
      'Colloque en ligne (Montréal)',
      'Congés',
      "Congés d'été",
      'Déjeuner',
      'Formation EMDR, Lyon',
      'Supervision',
      'Vacances',
    ])
    expect(review.timeOff).toHaveLength(790)
    expect(review.counts.cancelled).toBe(20)
    const soeur = people.find(({ titles }) => titles.some(({ title }) => title === 'Théo Sœur'))
    expect(soeur?.titles.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Sœur Théo', 'RDV Théo SŒUR', 'Théo Sœur - bilan', 'Théo Sœur (décalé)']),
    )
  })

  test('overlaps of the past are history, those to come are asked, nothing is lost', () => {
    expect([review.history.length, review.conflicts.length, review.appointments.length]).toEqual([
      374, 5, 2446,
    ])
    expect(
      review.conflicts.map(({ items }) =>
        items.map(({ planned }) => planned.occurrence.wallStart.toString().slice(0, 16)),
      ),
    ).toEqual([
      ['2026-11-26T10:30', '2026-11-26T11:00'],
      ['2026-11-27T16:30', '2026-11-27T17:00'],
      ['2026-12-07T18:00', '2026-12-07T18:00'],
      ['2026-12-11T12:30', '2026-12-11T13:00'],
      ['2026-12-16T08:30', '2026-12-16T09:00'],
    ])
    expect(hasNews(review)).toBe(true)
  })

  test('what is in the agenda already is no news', () => {
    const again = plan([], noChoices, new Set(reading.events.map(occurrenceKey)))
    expect(again.counts.alreadyThere).toBe(3640)
    expect(hasNews(again)).toBe(false)
  })
})

describe('the real file where two bear one name', () => {
  const patients = [
    patient('bare', 'Théo', 'Sœur'),
    patient('full', 'Théo', 'Sœur', {
      birthDate: Temporal.PlainDate.from('2012-09-25'),
      phones: ['+33639984977'],
    }),
    patient('gone', 'Théo', 'Sœur', {
      birthDate: Temporal.PlainDate.from('1950-01-01'),
      phones: ['+33639984978'],
      emails: ['t@exemple.test'],
      archivedAt: now,
    }),
    patient('goff', 'Naïm', 'Le Goff'),
  ]
  const theo = ofKind(plan(patients).subjects, 'choose')

  test('it is one question, the likeliest proposed', () => {
    expect(theo).toHaveLength(1)
    expect(theo[0]).toMatchObject({ become: 'patient:full', candidates: ['full', 'bare', 'gone'] })
    expect(theo[0]?.occurrences.length).toBe(124)
    expect(titlesOf(ofKind(plan(patients).subjects, 'recognised'))).toEqual(['Naïm Le Goff'])
  })

  test('one answer holds for every title of the name, unless its file is gone', () => {
    const key = theo[0]?.key ?? ''
    const chosen = plan(patients, { ...noChoices, subjects: { [key]: 'patient:bare' } })
    const becoming = [...chosen.appointments, ...chosen.history].filter(
      ({ subject }) => subject.become === 'patient:bare',
    )
    expect(new Set(becoming.map(({ occurrence }) => occurrence.summary)).size).toBeGreaterThan(5)
    const merged = plan(patients, { ...noChoices, subjects: { [key]: 'patient:merged-away' } })
    expect(ofKind(merged.subjects, 'choose')[0]?.become).toBe('patient:full')
  })
})

describe('buffers of what comes in', () => {
  const at = (time: string, minutes: number, key = time) => {
    const startsAt = Temporal.Instant.from(`2026-12-01T${time}Z`)
    return { key, startsAt, endsAt: startsAt.add({ minutes }) } as Planned
  }
  const occupied = (appointments: Planned[], taken: readonly string[] = [], before = 5, after = 15) => {
    const spans = taken.map((range) => {
      const [start = '', end = ''] = range.split('–').map((time) => `2026-12-01T${time}Z`)
      return {
        start: Temporal.Instant.from(start).epochMilliseconds,
        end: Temporal.Instant.from(end).epochMilliseconds,
      }
    })
    const buffers = { bufferBeforeMinutes: before, bufferAfterMinutes: after }
    const result = occupiedSpans({ appointments, taken: spans }, buffers, now)
    const time = (milliseconds: number) =>
      Temporal.Instant.fromEpochMilliseconds(milliseconds).toString().slice(11, 16)
    const shown = [...result.spans].map(([key, { start, end }]) => `${key} ${time(start)}–${time(end)}`)
    return { shown, shortened: result.shortened }
  }

  test('are the type’s where nothing stands', () => {
    expect(occupied([at('09:00', 45), at('10:05', 45)])).toEqual({
      shown: ['09:00 08:55–10:00', '10:05 10:00–11:05'],
      shortened: 0,
    })
  })

  test('give way to what was agreed on, the buffer after before the buffer before', () => {
    expect(occupied([at('09:00', 45), at('10:00', 45), at('10:45', 45)], ['11:40–12:30'])).toEqual({
      shown: ['09:00 08:55–10:00', '10:00 10:00–10:45', '10:45 10:45–11:40'],
      shortened: 2,
    })
  })

  test('are none for what is over', () => {
    const over = {
      ...at('09:00', 45),
      startsAt: now.subtract({ hours: 2 }),
      endsAt: now.subtract({ hours: 1 }),
    }
    expect(occupied([over])).toEqual({ shown: ['09:00 18:00–19:00'], shortened: 0 })
  })
})
