import type { Routes } from '#src/platform/http/routes.ts'

export function addImportRoutes(_routes: Routes): void {}
