export { type DueKind, type DueKinds, type DueRow, TryLater } from './kinds.ts'
export { SYSTEM, finishDue, workForDue } from './work-for-due.ts'
export type { Sweep } from './sweep.ts'
