import { describe, expect, test } from 'vitest'

import { isRefused } from '#src/domain/refusal.ts'

import { readCalendar } from './read-calendar.ts'

const zone = 'Europe/Paris'
const now = Temporal.Instant.from('2026-11-22T20:00Z')
const bytes = (text: string) => new TextEncoder().encode(text)

type Lines = readonly string[]
const calendar = (...parts: readonly Lines[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: Lines): Lines => [
  'BEGIN:VEVENT',
  'UID:a',
  'SUMMARY:Rendez-vous',
  ...lines,
  'END:VEVENT',
]

function read(...parts: readonly Lines[]) {
  const answer = readCalendar(bytes(calendar(...parts)), { now, zone })
  if (isRefused(answer)) throw new Error(answer.refused)
  return answer
}

const codes = (answer: ReturnType<typeof read>) => answer.refused.map(({ code }) => code)
const walls = (answer: ReturnType<typeof read>) =>
  answer.events.map(
    ({ wallStart, wallEnd }) => `${wallStart.toString().slice(0, 16)}/${wallEnd.toString().slice(11, 16)}`,
  )
const instants = (answer: ReturnType<typeof read>) => answer.events.map(({ startsAt }) => startsAt.toString())

const paris = (name: string, time: string) => `${name};TZID=Europe/Paris:${time}`
const weekly = [paris('DTSTART', '20260316T090000'), paris('DTEND', '20260316T094500')]

describe('one event', () => {
  test('in a zone, in UTC, floating, elsewhere', () => {
    expect(walls(read(event(...weekly)))).toEqual(['2026-03-16T09:00/09:45'])
    expect(walls(read(event('DTSTART:20260716T070000Z', 'DTEND:20260716T080000Z')))).toEqual([
      '2026-07-16T09:00/10:00',
    ])
    expect(instants(read(event('DTSTART:20260716T090000', 'DURATION:PT45M')))).toEqual([
      '2026-07-16T07:00:00Z',
    ])
    const montreal = read(event('DTSTART;TZID=America/Montreal:20260602T090000', 'DURATION:PT1H'))
    expect(montreal.events[0]).toMatchObject({ zone: 'America/Montreal', recurrenceId: '', seriesUid: null })
    expect(walls(montreal)).toEqual(['2026-06-02T15:00/16:00'])
  })

  test('keeps its texts, unescaped and unfolded', () => {
    const [one] = read(
      event(
        ...weekly,
        'DESCRIPTION:Première séance\\, à confirmer\\; apporter le bi',
        ' lan\\nvoir courrier',
        'LOCATION:Cabinet',
        'STATUS:TENTATIVE',
        'TRANSP:TRANSPARENT',
      ),
    ).events
    expect(one).toMatchObject({
      uid: 'a',
      summary: 'Rendez-vous',
      description: 'Première séance, à confirmer; apporter le bilan\nvoir courrier',
      location: 'Cabinet',
      status: 'tentative',
      busy: false,
    })
  })

  test('over midnight and over a clock change', () => {
    expect(
      walls(read(event(paris('DTSTART', '20260316T220000'), paris('DTEND', '20260317T020000')))),
    ).toEqual(['2026-03-16T22:00/02:00'])
    const night = read(event(paris('DTSTART', '20260328T230000'), paris('DTEND', '20260329T080000')))
    expect(night.events[0]?.startsAt.until(night.events[0].endsAt).total('hours')).toBe(8)
    // A day of a DURATION goes by the calendar, 24 hours do not.
    expect(walls(read(event(paris('DTSTART', '20260328T120000'), 'DURATION:P1D')))).toEqual([
      '2026-03-28T12:00/12:00',
    ])
    expect(walls(read(event(paris('DTSTART', '20260328T120000'), 'DURATION:PT24H')))).toEqual([
      '2026-03-28T12:00/13:00',
    ])
  })

  test('at an hour that does not exist, and at one that comes twice', () => {
    const gap = read(event(paris('DTSTART', '20260329T023000'), 'DURATION:PT30M'))
    expect(walls(gap)).toEqual(['2026-03-29T03:30/04:00'])
    expect(gap.events[0]?.notices).toEqual(['skipped-hour'])
    const twice = read(event(paris('DTSTART', '20261025T023000'), 'DURATION:PT30M'))
    expect(instants(twice)).toEqual(['2026-10-25T00:30:00Z'])
    expect(twice.events[0]?.notices).toEqual(['repeated-hour'])
  })

  test('of whole days ends before DTEND', () => {
    const dates = (...lines: Lines) => {
      const [one] = read(event(...lines)).events
      return (
        one && [
          one.startDate.toString(),
          one.endDate.toString(),
          one.startsAt.until(one.endsAt).total('hours'),
        ]
      )
    }
    expect(dates('DTSTART;VALUE=DATE:20260727', 'DTEND;VALUE=DATE:20260817')).toEqual([
      '2026-07-27',
      '2026-08-16',
      504,
    ])
    expect(dates('DTSTART;VALUE=DATE:20260329')).toEqual(['2026-03-29', '2026-03-29', 23])
    expect(dates('DTSTART;VALUE=DATE:20261024', 'DURATION:P2D')).toEqual(['2026-10-24', '2026-10-25', 49])
    expect(dates('DTSTART:20260727', 'DTEND:20260727')).toEqual(['2026-07-27', '2026-07-27', 24])
    expect(
      read(event('DTSTART;VALUE=DATE:20260727', 'DTEND;VALUE=DATE:20260727')).events[0]?.notices,
    ).toEqual(['one-day-assumed'])
  })

  test.each([
    ['no-start', []],
    ['zero-length', [paris('DTSTART', '20260316T090000')]],
    ['zero-length', [paris('DTSTART', '20260316T090000'), paris('DTEND', '20260316T090000')]],
    ['ends-before-start', [paris('DTSTART', '20260316T090000'), paris('DTEND', '20260316T080000')]],
    ['ends-before-start', [paris('DTSTART', '20260316T090000'), 'DURATION:-PT1H']],
    ['ends-before-start', ['DTSTART;VALUE=DATE:20260316', 'DTEND;VALUE=DATE:20260314']],
    ['impossible-date', ['DTSTART:20261399T083000', 'DURATION:PT1H']],
    ['impossible-date', ['DTSTART:demain', 'DURATION:PT1H']],
    ['impossible-date', [paris('DTSTART', '20260316T090000'), 'DTEND:20260231T090000']],
    ['unknown-zone', ['DTSTART;TZID=Romance Standard Time:20260316T090000', 'DURATION:PT1H']],
    ['unsupported-rule', [...weekly, 'RRULE:FREQ=HOURLY']],
    ['unreadable-event', [...weekly, 'RRULE:FREQ=WEEKLY;BYDAY=XX']],
    ['unreadable-event', [...weekly, 'une ligne sans rien']],
    ['unsupported-period', [...weekly, 'RDATE;VALUE=PERIOD:20260406T070000Z/PT1H']],
  ])('is refused as %s', (code, lines) => {
    const answer = read(event(...lines))
    expect(codes(answer)).toEqual([code])
    expect(answer.events).toEqual([])
    expect(answer.refused[0]).toMatchObject({ uid: 'a', summary: 'Rendez-vous' })
  })
})

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

describe('zones that only the file knows', () => {
  const part = (kind: string, ...lines: Lines): Lines => [`BEGIN:${kind}`, ...lines, `END:${kind}`]
  const outlook = part(
    'VTIMEZONE',
    'TZID:Romance Standard Time',
    ...part(
      'STANDARD',
      'DTSTART:16011028T030000',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
    ),
    ...part(
      'DAYLIGHT',
      'DTSTART:16010325T020000',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
    ),
  )
  const romance = (name: string, time: string) => `${name};TZID="Romance Standard Time":${time}`

  test('are the same as Europe/Paris when they say so, every hour of a year', () => {
    const hours: string[] = []
    for (
      let hour = Temporal.PlainDateTime.from('2026-01-01T00:30');
      hour.year === 2026;
      hour = hour.add({ hours: 1 })
    ) {
      hours.push(hour.toString().replace(/[-:]/g, '').padEnd(15, '0'))
    }
    const events = (at: (time: string) => string) =>
      hours.map((time, index) => ['BEGIN:VEVENT', `UID:${index}`, at(time), 'DURATION:PT45M', 'END:VEVENT'])
    const described = read(outlook, ...events((time) => romance('DTSTART', time)))
    const known = read(...events((time) => paris('DTSTART', time)))
    expect(described.events).toHaveLength(8760)
    const facts = (answer: typeof known) =>
      answer.events.map(
        ({ uid, startsAt, wallStart, notices }) => `${uid} ${startsAt} ${wallStart} ${notices.join()}`,
      )
    expect(facts(described)).toEqual(facts(known))
  })

  test('expand a series on both sides of a change', () => {
    const series = event(romance('DTSTART', '20261019T090000'), 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2')
    expect(instants(read(outlook, series))).toEqual(['2026-10-19T07:00:00Z', '2026-10-26T08:00:00Z'])
    expect(read(outlook, series).events[0]?.zone).toBe('Romance Standard Time')
  })

  test('that cannot be read are unknown, not guessed', () => {
    const described = (...lines: Lines) => [
      ...part('VTIMEZONE', 'TZID:Ici', ...part('STANDARD', ...lines)),
      ...event('DTSTART;TZID=Ici:20260316T090000', 'DURATION:PT1H'),
    ]
    const offsets = ['TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100']
    expect(codes(read(described('DTSTART:19700101T000000', ...offsets)))).toEqual([])
    expect(codes(read(described('DTSTART:19701399T000000', ...offsets)))).toEqual(['unknown-zone'])
    expect(codes(read(described('DTSTART:19700101T000000', 'TZOFFSETTO:+0100')))).toEqual(['unknown-zone'])
    expect(codes(read(described('DTSTART:19700101T000000', ...offsets, 'RRULE:FREQ=HOURLY')))).toEqual([
      'unknown-zone',
    ])
    expect(codes(read(described('DTSTART:16010101T000000', ...offsets, 'RRULE:FREQ=DAILY')))).toEqual([
      'unknown-zone',
    ])
  })

  test('an IANA name wins over what the file says of it, and hides in longer names', () => {
    const wrong = part(
      'VTIMEZONE',
      'TZID:Europe/Paris',
      ...part('STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000'),
    )
    expect(instants(read(wrong, event(...weekly)))).toEqual(['2026-03-16T08:00:00Z'])
    const long = event('DTSTART;TZID=/example.org/20240101_1/Europe/Paris:20260316T090000', 'DURATION:PT1H')
    expect(instants(read(long))).toEqual(['2026-03-16T08:00:00Z'])
  })
})

describe('a file', () => {
  test('that is no calendar, or is cut off, is refused as a whole', () => {
    const refusal = (text: string) => readCalendar(bytes(text), { now, zone })
    expect(refusal('')).toEqual({ refused: 'empty-file' })
    expect(refusal('Nom;Prénom\n')).toEqual({ refused: 'not-a-calendar' })
    expect(refusal('<html>BEGIN:VCALENDAR</html>')).toEqual({ refused: 'not-a-calendar' })
    expect(refusal(calendar(event(...weekly)).slice(0, -30))).toEqual({ refused: 'unfinished-file' })
  })

  test('with one broken event gives all the others, and their zones', () => {
    const answer = read(
      ['X-WR-CALNAME:Cabinet'],
      event(...weekly),
      ['BEGIN:VEVENT', 'UID:b', 'SUMMARY:Cassé', 'ceci n’est pas une ligne', 'END:VEVENT'],
      ['BEGIN:VEVENT', 'UID:c', 'DTSTART:20260317T080000Z', 'DURATION:PT1H', 'END:VEVENT'],
    )
    expect(answer.name).toBe('Cabinet')
    expect(answer.events.map(({ uid }) => uid)).toEqual(['a', 'c'])
    expect(answer.refused).toEqual([{ code: 'unreadable-event', uid: 'b', summary: 'Cassé', start: '' }])
    expect(answer).toMatchObject({ componentCount: 3, eventCount: 2 })
  })

  test('with several calendars, an event without UID, a task and an alarm', () => {
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'ACTION:DISPLAY', 'END:VALARM']
    const two =
      calendar(event(...weekly, ...alarm), ['BEGIN:VTODO', 'UID:t', 'END:VTODO']) +
      calendar(['BEGIN:VEVENT', 'SUMMARY:Sans', 'DTSTART:20260317T080000Z', 'DURATION:PT1H', 'END:VEVENT'])
    const answer = readCalendar(bytes(two), { now, zone })
    expect(isRefused(answer) || answer.events.map(({ uid }) => uid)).toEqual([
      'a',
      'sans-uid:2026-03-17T08:00:00Z:Sans',
    ])
  })
})
