import { expect, test } from 'vitest'
import { STATUSES, STATUS_FACTS, statusesWhere } from './appointment-status.ts'

test('a statement is handed the statuses of which a fact is true', () => {
  expect(statusesWhere('open')).toEqual(['requested', 'confirmed', 'arrived'])
  expect(statusesWhere('takesTime')).toEqual(['requested', 'confirmed', 'arrived', 'held', 'noShow'])
  expect(statusesWhere('counted')).toEqual(['requested', 'confirmed', 'arrived', 'held'])
})

test('what is open is counted, and what is counted takes its time', () => {
  for (const status of STATUSES) {
    const { open, counted, takesTime } = STATUS_FACTS[status]
    expect(counted || !open, status).toBe(true)
    expect(takesTime || !counted, status).toBe(true)
  }
})
