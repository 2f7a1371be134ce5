export { calendarFeed } from './feature.ts'
