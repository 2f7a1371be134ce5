import { dayNumber } from './wall-clock.ts'

export type PublicHolidayKey =
  | 'newYear'
  | 'goodFriday'
  | 'easterMonday'
  | 'labourDay'
  | 'victoryDay'
  | 'ascension'
  | 'whitMonday'
  | 'nationalDay'
  | 'assumption'
  | 'allSaints'
  | 'armistice'
  | 'christmas'
  | 'secondChristmas'
  | 'abolition'

export interface PublicHoliday {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly key: PublicHolidayKey
}

/** `[month, day]`: article L. 3133-1 of the Code du travail, without those that follow Easter. */
const FIXED: readonly (readonly [PublicHolidayKey, number, number])[] = [
  ['newYear', 1, 1],
  ['labourDay', 5, 1],
  ['victoryDay', 5, 8],
  ['nationalDay', 7, 14],
  ['assumption', 8, 15],
  ['allSaints', 11, 1],
  ['armistice', 11, 11],
  ['christmas', 12, 25],
]

/** Bas-Rhin, Haut-Rhin, Moselle: article L. 3134-13. Not Meurthe-et-Moselle (54). */
const ALSACE_MOSELLE: readonly string[] = ['57', '67', '68']

/** The end of slavery, `[month, day]`: decree 83-1003 as amended. */
const ABOLITION: Readonly<Record<string, readonly [number, number]>> = {
  '971': [5, 27],
  '972': [5, 22],
  '973': [6, 10],
  '974': [12, 20],
  '976': [4, 27],
  '977': [10, 9],
  '978': [5, 28],
}

/**
 * Public holidays of a calendar year in order, for an INSEE department code (`69`, `2A`, `974`; null: those that
 * hold everywhere). Good Friday closes only communes of Alsace-Moselle that have a Protestant church.
 */
export function publicHolidays(year: number, department: string | null): PublicHoliday[] {
  const easter = easterSunday(year)
  const code = department ?? ''
  const holidays: PublicHoliday[] = [
    ...FIXED.map(([key, month, day]) => ({ key, day: dayNumber({ year, month, day }) })),
    { key: 'easterMonday', day: easter + 1 },
    { key: 'ascension', day: easter + 39 },
    { key: 'whitMonday', day: easter + 50 },
  ]
  if (ALSACE_MOSELLE.includes(code)) {
    holidays.push({ key: 'goodFriday', day: easter - 2 })
    holidays.push({ key: 'secondChristmas', day: dayNumber({ year, month: 12, day: 26 }) })
  }
  const abolition = ABOLITION[code]
  if (abolition) {
    const [month, day] = abolition
    holidays.push({ key: 'abolition', day: dayNumber({ year, month, day }) })
  }
  return holidays.sort((a, b) => a.day - b.day)
}

/** Those from the first day to the last, both included. */
export function publicHolidaysBetween(
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
  department: string | null,
): PublicHoliday[] {
  const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear()
  const found: PublicHoliday[] = []
  for (let year = yearOf(firstDay); year <= yearOf(lastDay); year++) {
    found.push(...publicHolidays(year, department).filter(({ day }) => firstDay <= day && day <= lastDay))
  }
  return found
}

/** Easter of the Gregorian calendar as a day number (Meeus, Jones and Butcher). */
export function easterSunday(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const count = epact + toSunday - 7 * late + 114
  return dayNumber({ year, month: Math.floor(count / 31), day: (count % 31) + 1 })
}

const NAMES: Record<'fr' | 'en', Record<PublicHolidayKey, string>> = {
  fr: {
    newYear: 'Jour de l’an',
    goodFriday: 'Vendredi saint',
    easterMonday: 'Lundi de Pâques',
    labourDay: 'Fête du travail',
    victoryDay: 'Victoire de 1945',
    ascension: 'Ascension',
    whitMonday: 'Lundi de Pentecôte',
    nationalDay: 'Fête nationale',
    assumption: 'Assomption',
    allSaints: 'Toussaint',
    armistice: 'Armistice de 1918',
    christmas: 'Noël',
    secondChristmas: 'Saint-Étienne',
    abolition: 'Abolition de l’esclavage',
  },
  en: {
    newYear: 'New Year’s Day',
    goodFriday: 'Good Friday',
    easterMonday: 'Easter Monday',
    labourDay: 'Labour Day',
    victoryDay: 'Victory in 1945',
    ascension: 'Ascension Day',
    whitMonday: 'Whit Monday',
    nationalDay: 'National Day',
    assumption: 'Assumption',
    allSaints: 'All Saints’ Day',
    armistice: 'Armistice of 1918',
    christmas: 'Christmas Day',
    secondChristmas: 'St Stephen’s Day',
    abolition: 'Abolition of slavery',
  },
}

export function publicHolidayName(key: PublicHolidayKey, locale: 'fr' | 'en' = 'fr'): string {
  return NAMES[locale][key]
}
