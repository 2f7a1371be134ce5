import type { Work } from '../work.ts'
import type { DeclaredEvent, FactTypes, Happened } from './declare-events.ts'

/**
 * What a reaction stands on: the transaction of the verb, to read, to write rows of its feature, to make things due. It
 * records nothing, so that no reaction follows from one; it refuses nothing, for the verb was done. Throwing takes all
 * of it back.
 */
export type ReactingWork = Omit<Work, 'record'>

export interface Reaction<Types extends FactTypes = FactTypes> {
  readonly event: DeclaredEvent<Types>
  react(work: ReactingWork, happened: Happened<Types>): Promise<void>
}

/** Each feature's reactions to an event, by its code, in the order of the features. */
export type Reactions = ReadonlyMap<string, readonly Reaction[]>

/**
 * What a feature does when another's event happened: in the same transaction, after the verb and before its events are
 * appended, once for each time it was recorded; never when the verb was refused.
 */
export function on<Types extends FactTypes>(
  event: DeclaredEvent<Types>,
  react: Reaction<Types>['react'],
): Reaction<Types> {
  return { event, react }
}

export function gatherReactions(reactions: readonly Reaction[]): Reactions {
  return Map.groupBy(reactions, ({ event }) => event.code)
}

/** Runs what follows from events, in their order, one after the other. */
export async function runReactions(
  reactions: Reactions,
  work: ReactingWork,
  happened: readonly Happened[],
): Promise<void> {
  for (const one of happened) {
    for (const { react } of reactions.get(one.event.code) ?? []) await react(work, one)
  }
}
