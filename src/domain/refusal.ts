/**
 * An expected refusal, as a value: `{ refused: 'slot-taken', nearest }`. Bugs throw instead.
 * `Code` is a union of kebab-case codes; the feature that shows it owns the sentence.
 */
export type Refused<Code extends string = string, Extra extends object = object> = {
  readonly refused: Code
} & Readonly<Extra>

/** Narrows the outcome of an action to its refusals. */
export function isRefused<Outcome>(outcome: Outcome): outcome is Extract<Outcome, { refused: string }> {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'refused' in outcome &&
    typeof outcome.refused === 'string'
  )
}
