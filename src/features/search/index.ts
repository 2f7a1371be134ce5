export type { Found } from './found.ts'
export { searchRoutes } from './routes.tsx'
export { type SearchSource } from './sources.ts'
