import { describe, expect, test } from 'vitest'
import { describeSeries } from './describe-series.ts'

const at = (rule: string, wallTime: string | null = '09:00') => ({
  rule,
  zone: 'Europe/Paris',
  startsOn: Temporal.PlainDate.from('2026-11-23'),
  wallTime: wallTime === null ? null : Temporal.PlainTime.from(wallTime),
})

describe('how a series is said', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=MO', 'Chaque lundi à 9\u00a0h', 'Every Monday at 09:00'],
    [
      'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270628T215959Z',
      'Chaque lundi à 9\u00a0h, jusqu’au 28 juin 2027',
      'Every Monday at 09:00, until 28 June 2027',
    ],
    ['FREQ=WEEKLY;INTERVAL=2', 'Un lundi sur deux à 9\u00a0h', 'Every other Monday at 09:00'],
    [
      'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU',
      'Toutes les 3 semaines, le mardi à 9\u00a0h',
      'Every 3 weeks on Tuesday at 09:00',
    ],
    [
      'FREQ=WEEKLY;BYDAY=TH,MO',
      'Chaque semaine, le lundi et le jeudi à 9\u00a0h',
      'Every week on Monday and Thursday at 09:00',
    ],
    ['FREQ=DAILY;INTERVAL=2', 'Tous les 2 jours à 9\u00a0h', 'Every 2 days at 09:00'],
    [
      'FREQ=MONTHLY;BYDAY=2TU',
      'Chaque mois, le 2e mardi à 9\u00a0h',
      'Every month, on the second Tuesday at 09:00',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      'Chaque mois, le dernier vendredi à 9\u00a0h',
      'Every month, on the last Friday at 09:00',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'Chaque mois, le 1er à 9\u00a0h', 'Every month, on day 1 at 09:00'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
      'Chaque mois, le 31 ou le dernier jour à 9\u00a0h',
      'Every month, on day 31 or the last day at 09:00',
    ],
    ['FREQ=YEARLY;BYMONTH=1;BYDAY=1MO', 'Série de rendez-vous à 9\u00a0h', 'Series of appointments at 09:00'],
    ['FREQ=MONTHLY;BYDAY=-2MO', 'Série de rendez-vous à 9\u00a0h', 'Series of appointments at 09:00'],
    ['', 'Série de rendez-vous à 9\u00a0h', 'Series of appointments at 09:00'],
  ])('%s', (rule, french, english) => {
    expect(describeSeries(at(rule), 'fr')).toBe(french)
    expect(describeSeries(at(rule), 'en')).toBe(english)
  })

  test('without a time of its own says none', () => {
    expect(describeSeries(at('FREQ=WEEKLY', null), 'fr')).toBe('Chaque lundi')
  })
})
