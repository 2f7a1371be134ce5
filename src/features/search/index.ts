export { searchRoutes } from './routes.tsx'
export { type Found, type SearchSource, searchSources } from './sources.ts'
