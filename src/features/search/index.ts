export type { Found } from './found.ts'
export { searchRoutes } from './routes.tsx'
export { type SearchSource, searchSources } from './sources.ts'
