export { holdSession, type HeldSession, type HoldRefused } from './hold-session.ts'
export { saveNote, type SavedNote } from './notes/save-note.ts'
export { sessionsRoutes } from './routes.tsx'
export { undoSession, type Restored, type UndoRefused } from './undo-session.ts'
