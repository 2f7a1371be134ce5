import { expect, test } from 'vitest'
import { pickCurrent } from './rules.ts'
import type { Status } from '#src/domain/appointment-status.ts'

const now = Temporal.Instant.from('2026-11-23T10:20:00Z')
const at = (hour: string, status: Status) => {
  const startsAt = Temporal.Instant.from(`2026-11-23T${hour}:00Z`)
  return { id: hour, status, startsAt, endsAt: startsAt.add({ minutes: 45 }) }
}

test.each([
  ['the one under way', [at('09:00', 'held'), at('10:00', 'confirmed'), at('11:00', 'confirmed')], '10:00'],
  ['else the next', [at('09:00', 'confirmed'), at('10:00', 'held'), at('11:00', 'confirmed')], '11:00'],
  [
    'else the last one left open',
    [at('08:00', 'confirmed'), at('09:00', 'arrived'), at('10:00', 'noShow')],
    '09:00',
  ],
  ['nobody once all is said', [at('09:00', 'held'), at('10:00', 'noShow')], undefined],
  ['nobody on a free day', [], undefined],
])('in reach first: %s', (_name, appointments, expected) => {
  expect(pickCurrent(appointments, now)?.id).toBe(expected)
})
