export { calendarImportRoutes } from './routes.ts'
