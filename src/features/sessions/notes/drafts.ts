import type { Work } from '#src/platform/work.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { type OpenNote, draftPlace, keyOf, openNote, unsealDraft } from './note-store.ts'
import { noteEvents } from '../events.ts'

/** What an open editor sends. */
export interface NoteEdit {
  /** Made when the page opened: one draft each. Absent for API clients. */
  editorId?: string | undefined
  baseVersion: number
  text: string
  /** The draft this editor took its text from, as it was then. */
  resumes?: { draftId: string; updatedAt: Temporal.Instant } | undefined
}

export interface Draft {
  id: string
  /** Who typed it. */
  userId: string
  baseVersion: number
  updatedAt: Temporal.Instant
  text: string
}

/** When this editor began, if it has a draft. Throws NotFound for an editor of another session. */
export async function findDraftStart(
  work: Work,
  sessionId: string,
  editorId: string,
): Promise<Temporal.Instant | undefined> {
  const row = await work.tx
    .selectFrom('noteDraft')
    .select(['sessionId', 'startedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', editorId)
    .executeTakeFirst()
  if (row && row.sessionId !== sessionId) throw new NotFound('editor')
  return row?.startedAt
}

/** Writes the editor's one draft over its former self. */
export async function storeDraft(
  work: Visit,
  note: OpenNote,
  draft: { id: string; baseVersion: number; text: string; startedAt: Temporal.Instant; isSaved: boolean },
): Promise<void> {
  const { id, baseVersion, text, startedAt, isSaved } = draft
  const bodySealed = await work.seal(keyOf(note.patientId), draftPlace(id), text)
  const fresh = {
    baseVersion,
    bodySealed,
    startedAt,
    updatedAt: work.now,
    settledAt: isSaved ? work.now : null,
  }
  await work.tx
    .insertInto('noteDraft')
    .values({ id, sessionId: note.sessionId, userId: work.user.id, ...fresh })
    .onConflict((conflict) => conflict.columns(['practiceId', 'id']).doUpdateSet(fresh))
    .execute()
}

/** Forgets the drafts whose text is now a version: the editor's own, and the one it resumed if it is still the same. */
export async function closeDrafts(
  work: Work,
  sessionId: string,
  edit: Pick<NoteEdit, 'editorId' | 'resumes'>,
): Promise<void> {
  const { editorId, resumes } = edit
  if (editorId === undefined && !resumes) return
  await work.tx
    .deleteFrom('noteDraft')
    .where('practiceId', '=', work.practiceId)
    .where('sessionId', '=', sessionId)
    .where((where) =>
      where.or([
        ...(editorId === undefined ? [] : [where('id', '=', editorId)]),
        ...(resumes
          ? [where.and([where('id', '=', resumes.draftId), where('updatedAt', '=', resumes.updatedAt)])]
          : []),
      ]),
    )
    .execute()
}

/** What was typed into this session's note and never became a version, newest first. */
export async function listDrafts(
  work: Work,
  session: { id: string; patientId: string; text: string },
): Promise<Draft[]> {
  const rows = await work.tx
    .selectFrom('noteDraft')
    .select(['id', 'userId', 'baseVersion', 'updatedAt', 'bodySealed'])
    .where('practiceId', '=', work.practiceId)
    .where('sessionId', '=', session.id)
    .where('settledAt', 'is', null)
    .orderBy('updatedAt', 'desc')
    .limit(20)
    .execute()
  const drafts = await Promise.all(
    rows.map(async ({ bodySealed, ...row }) => ({
      ...row,
      text: await unsealDraft(work, session.patientId, { id: row.id, bodySealed }),
    })),
  )
  return drafts.filter((draft) => draft.text !== session.text && draft.text.trim() !== '')
}

/**
 * Sets a draft aside, or takes it back; with it what `editorId` wrote on from it. Answers the one that has the
 * last word. Their texts stay either way. Throws NotFound.
 */
export async function discardDraft(
  work: Work,
  sessionId: string,
  draft: { draftId: string; editorId?: string | undefined },
  discarded: boolean,
): Promise<{ draftId: string }> {
  const note = await openNote(work, sessionId)
  const { editorId = draft.draftId } = draft
  const changed = await work.tx
    .updateTable('noteDraft')
    .set({ settledAt: discarded ? work.now : null })
    .where('practiceId', '=', work.practiceId)
    .where('sessionId', '=', note.sessionId)
    .where('id', 'in', [draft.draftId, editorId])
    .returning('id')
    .execute()
  if (changed.length === 0) throw new NotFound('draft')
  const draftId = changed.some((row) => row.id === editorId) ? editorId : draft.draftId
  work.record(discarded ? noteEvents.discardDraft : noteEvents.takeBackDraft, sessionId, { draftId })
  return { draftId }
}
