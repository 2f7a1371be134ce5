export { calendarImport } from './feature.ts'
