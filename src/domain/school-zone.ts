/** Zones of the school calendar, and the places that have one of their own. */
export const SCHOOL_ZONES = [
  'A',
  'B',
  'C',
  'corse',
  'guadeloupe',
  'guyane',
  'martinique',
  'mayotte',
  'reunion',
] as const
export type SchoolZone = (typeof SCHOOL_ZONES)[number]

/** Departments of the academies of each zone, as they have been divided since 2016. */
const DEPARTMENTS: Record<SchoolZone, string> = {
  A: '01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 89 90',
  B: '02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60 61 62 67 68 72 76 80 83 84 85 88',
  C: '09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95',
  corse: '2A 2B',
  guadeloupe: '971 977 978',
  guyane: '973',
  martinique: '972',
  mayotte: '976',
  reunion: '974',
}

/** The zone of an INSEE department code; undefined where there is no calendar (975, abroad). */
export function schoolZoneOf(department: string | null): SchoolZone | undefined {
  if (department === null) return undefined
  return SCHOOL_ZONES.find((zone) => DEPARTMENTS[zone].split(' ').includes(department))
}
