import { type AppContext } from '#src/platform/http/app-env.ts'
import { type Body, readBody } from '#src/platform/http/body.ts'
import { toJson, wantsJson } from '#src/platform/http/negotiate.ts'
import { Forbidden, problem } from '#src/platform/http/problem.ts'
import { requireSameOrigin, sameSecret } from '#src/platform/http/security.ts'
import { validate } from '#src/platform/http/validate.ts'
import { type Visit, enter } from '#src/platform/http/visit.ts'
import { draftForm } from '../forms.ts'
import { formatClock } from '../format.ts'
import { idIn } from '../params.ts'
import { sessionText } from '../text.ts'
import { autosaveNote } from './autosave-note.ts'

/**
 * Answers `{ version, savedAtLabel }`, or 409 when someone else saved meanwhile. Not an ordinary action:
 * a conflict must keep the text instead of rolling back, and an editor sends its form many times.
 */
export async function answerAutosave(c: AppContext): Promise<Response> {
  const sessionId = idIn(c.req.param())
  const body = await readBody(c)
  return enter(c, async (visit) => {
    requireOurForm(c, body, visit)
    const parsed = validate(draftForm, body.input, visit.view.lang)
    if (!parsed.ok) {
      return problem(422, parsed.errors[0]?.message ?? '', { errors: parsed.errors })
    }
    const { version: baseVersion, editorId, text, resumes, leaving } = parsed.value
    // A beacon cannot ask for JSON: whatever does not is a page that is going away.
    const isLeaving = leaving || !wantsJson(c)
    const kept = await autosaveNote(visit, sessionId, {
      baseVersion,
      editorId,
      text,
      resumes,
      leaving: isLeaving,
    })
    const words = sessionText[visit.view.lang]
    if (kept.conflict) return problem(409, words.draftConflict, { code: 'stale', version: kept.version })
    const at = formatClock(visit.now, visit.view)
    const savedAtLabel = kept.keptAs === 'draft' ? words.draftKeptAt(at) : words.versionKeptAt(at)
    return c.body(toJson({ version: kept.version, savedAtLabel, keptAs: kept.keptAs }, visit.zone), 200, {
      'content-type': 'application/json; charset=utf-8',
    })
  })
}

/** The same proof that any form of ours gives: its session's token, unless it is JSON or comes with a bearer. */
function requireOurForm(c: AppContext, body: Body, visit: Visit): void {
  if (visit.loginSessionId === undefined) return
  requireSameOrigin(c)
  if (body.kind !== 'json' && !sameSecret(body.typed.get('_csrf')?.[0] ?? '', visit.csrf))
    throw new Forbidden('form token')
}
