export { insertImportedTimeOff } from './absences/insert-imported.ts'
export { kindOf, nameOf, sayTimeOff } from './absences/say-time-off.ts'
export {
  newTimeOffForm,
  TIME_OFF_KINDS,
  type TimeOff,
  timeOffForm,
  type TimeOffRefused,
} from './absences/time-off-form.ts'
export type { TimeOffOccurrence } from './absences/time-off-occurrences.ts'
export { LONGEST_TIME_OFF, nextDays, repeatOf, TIME_OFF_REPEATS } from './absences/time-off-rule.ts'
export {
  createTimeOff,
  excludeDate,
  findAllTimeOff,
  getTimeOff,
  removeTimeOff,
  undoTimeOffEdit,
  updateTimeOff,
} from './absences/time-off.ts'
export { createAgendaDefaults } from './catalogue/defaults.ts'
export { type Choices, colourOf, findChoices, type TypeChoice } from './catalogue/find-choices.ts'
export { lockPractitioner, lockPractitionerOf } from './catalogue/practitioner-lock.ts'
export { settingsText } from './catalogue/settings-text.ts'
export { explainVersion, type VersionRefused } from './catalogue/versioned.ts'
export { findBusySpans, timeOffSpans } from './hours/availability.ts'
export { closedBy, closingName, dayNotes } from './hours/day-notes.ts'
export { closingsOf, exceptionIdOn, findPlanning, openSpans, type Planning } from './hours/planning.ts'
export { planning } from './feature.ts'
export {
  findFreeSlots,
  type FreeSlot,
  readSlotGround,
  type SlotGround,
  slotRange,
  slotsOn,
} from './slots/find-free-slots.ts'
