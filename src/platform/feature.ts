import type { DueKinds, Sweep } from './due/index.ts'
import type { DeclaredEvent } from './events/declare-events.ts'
import { type Reaction, gatherReactions } from './events/reactions.ts'
import type { Subjects } from './events/subjects.ts'
import {
  type Finder,
  type House,
  NAVIGATION_GROUPS,
  type NavigationEntry,
  type NavigationGroup,
  SETTINGS_GROUPS,
  type SettingsEntry,
  type Shortcut,
  type Words,
} from './house.ts'
import type { Purpose } from './messages/purpose.ts'
import type { Routes } from './http/routes.ts'
import type { Lang } from './text.ts'

/**
 * All that a feature brings to the house, said by itself in one value. Whatever is left out it does not bring; nothing
 * else in the house names it but the list of features.
 */
export interface Feature<Icon extends string = string> {
  /** Its folder below src/features. */
  name: string
  routes?(): Routes
  /** The tables that it writes; everybody else calls it. `schema.table` outside the practice's own schema. */
  owns?: readonly string[]
  navigation?: readonly NavigationEntry<Icon>[]
  settings?: readonly SettingsEntry<Icon>[]
  finds?: readonly Finder[]
  shortcuts?: readonly Shortcut<Icon>[]
  /** Why it has messages written, and what they say. */
  messages?: readonly Purpose[]
  /** What becomes due, by the name that `work.enqueue` and `work.due` give it. */
  due?: DueKinds
  /** What it records, and the heading under which the audit trail offers it. */
  events?: { title: Words; of: readonly Readonly<Record<string, DeclaredEvent>>[] }
  /** How what its events happen to is called; a subject is its owner's. */
  subjects?: Subjects
  /** What it does when others' events happen, in their transaction. */
  reactions?: readonly Reaction[]
  /** What is taken away at night of the tables that it owns. */
  sweeps?: readonly Sweep[]
}

/** Puts in order what the features bring. Throws where two bring the same: a start that would hide one of them. */
export function buildHouse(features: readonly Feature[]): House {
  const navigation = features.flatMap((feature) => feature.navigation ?? [])
  const settings = features.flatMap((feature) => feature.settings ?? [])
  const finders = features.flatMap((feature) => feature.finds ?? [])
  requireDistinct('navigation entry', navigation, ({ key }) => key)
  requireDistinct('settings entry', settings, ({ href }) => href)
  requireDistinct('finder', finders, ({ key }) => key)
  const messages = features.flatMap((feature) => feature.messages ?? [])
  requireDistinct('purpose of messages', messages, ({ name }) => name)
  const eventGroups = features.flatMap(({ events }) =>
    events ? [{ title: events.title, events: events.of.flatMap((declared) => Object.values(declared)) }] : [],
  )
  const events = eventGroups.flatMap((group) => group.events)
  const subjects = features.flatMap((feature) => Object.entries(feature.subjects ?? {}))
  requireDistinct('event', events, ({ code }) => code)
  requireDistinct('subject', subjects, ([type]) => type)
  const shown = { fr: groupsOf(navigation, 'fr'), en: groupsOf(navigation, 'en') }
  return {
    navigation: (lang) => shown[lang],
    settings: settings.toSorted(
      (a, b) => SETTINGS_GROUPS.indexOf(a.group) - SETTINGS_GROUPS.indexOf(b.group) || a.order - b.order,
    ),
    finders: finders.toSorted(byOrder),
    shortcuts: features.flatMap((feature) => feature.shortcuts ?? []).toSorted(byOrder),
    messages: new Map(messages.map((purpose) => [purpose.name, purpose])),
    eventGroups,
    events: new Map(events.map((event) => [event.code, event])),
    subjects: new Map(subjects),
    reactions: gatherReactions(features.flatMap((feature) => feature.reactions ?? [])),
  }
}

/** What becomes due, of all features. */
export function dueKindsOf(features: readonly Feature[]): DueKinds {
  const kinds = features.flatMap((feature) => Object.entries(feature.due ?? {}))
  requireDistinct('due kind', kinds, ([kind]) => kind)
  return Object.fromEntries(kinds)
}

/** What is taken away at night, of all features. */
export function sweepsOf(features: readonly Feature[]): readonly Sweep[] {
  const sweeps = features.flatMap((feature) => feature.sweeps ?? [])
  requireDistinct('sweep', sweeps, ({ name }) => name)
  return sweeps
}

function groupsOf(entries: readonly NavigationEntry[], lang: Lang): readonly NavigationGroup[] {
  return NAVIGATION_GROUPS.map((key) => ({
    key,
    entries: entries
      .filter((entry) => entry.group === key)
      .toSorted(byOrder)
      .map(({ group: _group, order: _order, label, ...entry }) => ({ ...entry, label: label[lang] })),
  })).filter((group) => group.entries.length > 0)
}

function byOrder(a: { order: number }, b: { order: number }): number {
  return a.order - b.order
}

function requireDistinct<T>(what: string, list: readonly T[], nameOf: (one: T) => string): void {
  const names = list.map(nameOf)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new TypeError(`two features bring the ${what} "${twice}"`)
}
