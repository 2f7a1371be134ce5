export { createAgendaDefaults } from './defaults.ts'
export { agendaRoutes } from './routes.tsx'
