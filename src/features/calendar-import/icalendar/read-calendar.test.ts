import { describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import {
  type Lines,
  calendar,
  codes,
  event,
  instants,
  paris,
  read,
  readText,
  walls,
  weekly,
} from '#test/worlds/icalendar-lines.ts'

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

describe('a file', () => {
  test('that is no calendar, or is cut off, is refused as a whole', () => {
    const refusal = (text: string) => readText(text)
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
    const answer = readText(two)
    expect(isRefused(answer) || answer.events.map(({ uid }) => uid)).toEqual([
      'a',
      'sans-uid:2026-03-17T08:00:00Z:Sans',
    ])
  })
})
