import type { Lang } from '../text.ts'

/** With `?`: may be null, or left out. */
type FactType = 'string' | 'number' | 'boolean' | 'string?' | 'number?' | 'boolean?'
export type FactTypes = Readonly<Record<string, FactType>>

interface Values {
  string: string
  number: number
  boolean: boolean
}
type Value<Type extends FactType> = Type extends keyof Values
  ? Values[Type]
  : Type extends `${infer Of extends keyof Values}?`
    ? Values[Of] | null
    : never

type Optional<Types extends FactTypes> = {
  [Name in keyof Types]: Types[Name] extends `${string}?` ? Name : never
}[keyof Types]

/**
 * What has to be said of an event whose facts have these types: ids, counts, amounts and hashes. Never a name, a text or
 * anything else a person said.
 */
export type FactsOf<Types extends FactTypes> = {
  readonly [Name in Exclude<keyof Types, Optional<Types>>]: Value<Types[Name]>
} & { readonly [Name in Optional<Types>]?: Value<Types[Name]> | undefined }

/** Facts of whatever event. */
type Facts = FactsOf<FactTypes>

/** The facts as the last argument of a call: none where none are declared, left out where all may be. */
export type FactsArgument<Types extends FactTypes> = keyof Types extends never
  ? []
  : keyof Types extends Optional<Types>
    ? [facts?: FactsOf<Types>]
    : [facts: FactsOf<Types>]

/** One kind of thing that happens, with its words. */
export interface DeclaredEvent<Types extends FactTypes = FactTypes> {
  /** `noun.verb`, as it is stored: it never changes once it was written. */
  readonly code: string
  /** The type of what it happens to. */
  readonly subject: string
  readonly words: Readonly<Record<Lang, string>>
  readonly facts: Types
  /** Among the few that people look for. */
  readonly isCommon: boolean
}

interface Declaration extends Readonly<Record<Lang, string>> {
  readonly facts?: FactTypes
  /** The noun when left out. */
  readonly subject?: string
  /** Among the few that people look for: offered first where one is chosen. */
  readonly isCommon?: true
}

type FactsDeclared<One extends Declaration> = One extends { readonly facts: infer Types extends FactTypes }
  ? Types
  : Record<never, never>

/** The events of one noun; each is stored as `noun.key`. */
export function declareEvents<const Declared extends Readonly<Record<string, Declaration>>>(
  noun: string,
  declared: Declared,
): { readonly [Key in keyof Declared]: DeclaredEvent<FactsDeclared<Declared[Key]>> } {
  const events = Object.entries<Declaration>(declared).map(([key, declaration]) => {
    const { fr, en, facts = {}, subject = noun, isCommon = false } = declaration
    return [key, { code: `${noun}.${key}`, subject, words: { fr, en }, facts, isCommon }]
  })
  return Object.fromEntries(events)
}

/** An event that was recorded, about what has this id. */
export interface Happened<Types extends FactTypes = FactTypes> {
  readonly event: DeclaredEvent<Types>
  readonly id: string | null
  readonly facts: FactsOf<Types>
}

/** Of what is given, what was declared: nothing else is ever stored. */
export function declaredFacts(
  event: DeclaredEvent,
  given: { readonly [name: string]: Facts[string] | undefined },
): Facts {
  const entries = Object.keys(event.facts).flatMap((name) => {
    const value = given[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}
