import type { SchoolZone } from '#src/domain/school-zone.ts'

export type SchoolHolidayKey =
  | 'allSaints'
  | 'christmas'
  | 'winter'
  | 'spring'
  | 'ascension'
  | 'summer'
  | 'carnival'
  | 'easter'
  | 'firstTerm'
  | 'australSummer'
  | 'thirdTerm'
  | 'fourthTerm'
  | 'australWinter'

/**
 * School holidays as they were published, from the first day without school (a Saturday, or the day after the last
 * lessons) to the day before school begins again; `key first last`. A holiday whose end was not published yet is
 * not here. To add a year, take the data set and move the zone's last day.
 *
 * Zones A, B and C, the carnival of Guadeloupe and Guyane, and Mayotte in 2026: ministère de l'Éducation nationale,
 * data set fr-en-calendrier-scolaire (data.education.gouv.fr). Corse: académie de Corse (2025–2026, as announced in
 * August 2025) and OpenHolidays (2026–2027). La Réunion: académie de La Réunion and OpenHolidays, which agree.
 * The rest of Guadeloupe, Guyane, Martinique and Mayotte: OpenHolidays (openholidaysapi.org).
 */
export const SCHOOL_CALENDAR: Record<SchoolZone, { first: string; last: string; holidays: string }> = {
  A: {
    first: '2025-09-01',
    last: '2027-07-02',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      winter 2026-02-07 2026-02-22
      spring 2026-04-04 2026-04-19
      ascension 2026-05-14 2026-05-17
      summer 2026-07-04 2026-08-31
      allSaints 2026-10-17 2026-11-01
      christmas 2026-12-19 2027-01-03
      winter 2027-02-13 2027-02-28
      spring 2027-04-10 2027-04-25
      ascension 2027-05-07 2027-05-07`,
  },
  B: {
    first: '2025-09-01',
    last: '2027-07-02',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      winter 2026-02-14 2026-03-01
      spring 2026-04-11 2026-04-26
      ascension 2026-05-14 2026-05-17
      summer 2026-07-04 2026-08-31
      allSaints 2026-10-17 2026-11-01
      christmas 2026-12-19 2027-01-03
      winter 2027-02-20 2027-03-07
      spring 2027-04-17 2027-05-02
      ascension 2027-05-07 2027-05-07`,
  },
  C: {
    first: '2025-09-01',
    last: '2027-07-02',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      winter 2026-02-21 2026-03-08
      spring 2026-04-18 2026-05-03
      ascension 2026-05-14 2026-05-17
      summer 2026-07-04 2026-08-31
      allSaints 2026-10-17 2026-11-01
      christmas 2026-12-19 2027-01-03
      winter 2027-02-06 2027-02-21
      spring 2027-04-03 2027-04-18
      ascension 2027-05-07 2027-05-07`,
  },
  corse: {
    first: '2025-09-02',
    last: '2027-07-02',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      winter 2026-02-14 2026-03-01
      spring 2026-04-11 2026-04-26
      ascension 2026-05-15 2026-05-15
      allSaints 2026-10-17 2026-11-01
      christmas 2026-12-19 2027-01-03
      winter 2027-02-13 2027-02-28
      spring 2027-04-10 2027-04-25`,
  },
  guadeloupe: {
    first: '2025-10-18',
    last: '2026-03-31',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      carnival 2026-02-07 2026-02-22`,
  },
  guyane: {
    first: '2025-10-18',
    last: '2026-07-03',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      carnival 2026-02-07 2026-02-22
      easter 2026-04-02 2026-04-15
      ascension 2026-05-15 2026-05-16`,
  },
  martinique: {
    first: '2025-10-18',
    last: '2026-07-03',
    holidays: `
      allSaints 2025-10-18 2025-11-02
      christmas 2025-12-20 2026-01-04
      carnival 2026-02-07 2026-02-22
      easter 2026-03-28 2026-04-12
      ascension 2026-05-15 2026-05-16`,
  },
  mayotte: {
    first: '2025-10-11',
    last: '2026-07-03',
    holidays: `
      allSaints 2025-10-11 2025-10-26
      christmas 2025-12-13 2026-01-11
      carnival 2026-02-28 2026-03-08
      spring 2026-04-30 2026-05-17`,
  },
  reunion: {
    first: '2025-08-19',
    last: '2027-07-02',
    holidays: `
      firstTerm 2025-10-11 2025-10-26
      australSummer 2025-12-20 2026-01-20
      thirdTerm 2026-02-28 2026-03-15
      fourthTerm 2026-05-02 2026-05-17
      australWinter 2026-07-04 2026-08-17
      firstTerm 2026-10-10 2026-10-25
      australSummer 2026-12-19 2027-01-31
      thirdTerm 2027-03-17 2027-03-29
      fourthTerm 2027-05-06 2027-05-18`,
  },
}
