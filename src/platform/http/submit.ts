import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { AppContext } from './app-env.ts'
import { type Body, readInput } from './body.ts'
import type { Door, Entrant } from './door.ts'
import { limitWrite } from './limit-request.ts'
import { wantsJson } from './negotiate.ts'
import type { FieldError } from './problem.ts'
import type { Params, WriteRoute } from './route.ts'
import { type FirstAnswer, submissionIdOf } from './submission.ts'
import { validate } from './validate.ts'

/** The form itself refused: `errors` are its sentences. */
export type Invalid = Refused<'invalid', { errors: FieldError[] }>
/** Its sender has sent too often. */
export type TooOften = Refused<'too-often', { wait: number }>

export type Verdict<Input, Outcome> =
  | { kind: 'repeat'; first: FirstAnswer }
  | { kind: 'reused' }
  | { kind: 'done'; outcome: Exclude<Outcome, Refused>; input: Input }
  | Invalid
  | TooOften
  | Extract<Outcome, Refused>

export interface Submitted<Input, Outcome, Guest extends Entrant> {
  body: Body
  params: Params
  view: Guest['view']
  verdict: Verdict<Input, Outcome>
}

/**
 * What happens to everything that is sent, by whichever door it came: read, entered, meant, claimed, parsed, acted
 * on, its answer remembered. `firstAnswer` is what a repeat of it will be told.
 */
export async function submit<Input, Outcome extends object, Guest extends Entrant>(
  c: AppContext,
  door: Door<Guest>,
  path: string,
  route: WriteRoute<Input, Outcome, Guest>,
  firstAnswer: (outcome: Exclude<Outcome, Refused>, input: Input, view: Guest['view']) => FirstAnswer,
): Promise<Submitted<Input, Outcome, Guest>> {
  const wait = limitWrite(c, door, route)
  const body = await readInput(c, route.maxBytes ?? door.maxBytes)
  const params = c.req.param()
  let view: Guest['view'] | undefined
  const verdict = await door.enter(c, async (guest): Promise<Verdict<Input, Outcome>> => {
    view = guest.view
    door.requireIntent(c, body, guest)
    if (wait !== undefined) return { refused: 'too-often', wait }
    const submissions = door.submissionsOf(guest, body)
    const id = submissions && submissionIdOf(c, body)
    if (id !== undefined) {
      const claim = await submissions?.claim(id, path)
      if (claim === 'reused') return { kind: 'reused' }
      if (claim !== 'claimed' && claim !== undefined) return { kind: 'repeat', first: claim }
    }
    const parsed = validate(route.form, body.input, guest.view.lang)
    // Refusals roll the transaction back: the claim of this submission with it, so that the mended form may go.
    if (!parsed.ok) return { refused: 'invalid', errors: parsed.errors }
    const input = parsed.value
    const outcome = await route.act(guest, input, { params, files: body.files, asksJson: wantsJson(c) })
    if (isRefused(outcome)) return outcome as Extract<Outcome, Refused>
    const done = outcome as Exclude<Outcome, Refused>
    if (id !== undefined) await submissions?.record(id, firstAnswer(done, input, guest.view))
    return { kind: 'done', outcome: done, input }
  })
  if (!view) throw new Error('whoever entered left no view')
  return { body, params, view, verdict }
}
