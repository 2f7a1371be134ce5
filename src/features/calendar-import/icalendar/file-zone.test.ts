import { describe, expect, test } from 'vitest'
import { type Lines, codes, event, instants, paris, read, weekly } from '#test/worlds/icalendar-lines.ts'

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
