import type { Feature } from '#src/platform/feature.ts'
import { searchRoutes } from './routes.tsx'

export const search: Feature = { name: 'search', routes: searchRoutes }
