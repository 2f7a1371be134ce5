import type { Feature } from '#src/platform/feature.ts'
import { account } from './account/index.ts'
import { agenda } from './agenda/index.ts'
import { billing } from './billing/index.ts'
import { calendarFeed } from './calendar-feed/index.ts'
import { calendarImport } from './calendar-import/index.ts'
import { patients } from './patients/index.ts'
import { planning } from './planning/index.ts'
import { search } from './search/index.ts'
import { sessions } from './sessions/index.ts'
import { today } from './today/index.ts'

/** Every feature, in the order in which addresses are tried. */
export const features: readonly Feature[] = [
  account,
  patients,
  search,
  agenda,
  planning,
  calendarImport,
  calendarFeed,
  sessions,
  billing,
  today,
]
