import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { sweepNoteDrafts } from './notes/sweep-drafts.ts'
import { sessionsRoutes } from './routes.tsx'
import { sessionSubjects } from './event-subjects.ts'
import { noteEvents, sessionEvents } from './events.ts'

export const sessions: Feature<IconName> = {
  name: 'sessions',
  routes: sessionsRoutes,
  owns: ['session', 'note_version', 'note_draft'],
  sweeps: [sweepNoteDrafts],
  events: { title: { fr: 'Séances et notes', en: 'Sessions and notes' }, of: [sessionEvents, noteEvents] },
  subjects: sessionSubjects,
}
