import type { DeclaredEvent } from './events/declare-events.ts'
import type { Reactions } from './events/reactions.ts'
import type { Purpose } from './messages/purpose.ts'
import type { NameSubjects } from './events/subjects.ts'
import type { Lang } from './text.ts'
import type { Work } from './work.ts'

/** A label in every language of the interface. */
export type Words = Readonly<Record<Lang, string>>

/** The named groups of the sidebar, from the top down. */
export const NAVIGATION_GROUPS = ['day', 'money', 'link', 'insight', 'practice'] as const
export type NavigationGroupKey = (typeof NAVIGATION_GROUPS)[number]

/** Where a feature shows itself in the sidebar. Nine entries in all: the tenth is a page of the settings. */
export interface NavigationEntry<Icon extends string = string> {
  key: string
  group: NavigationGroupKey
  /** Within its group; tens, so that others fit between. */
  order: number
  href: string
  icon: Icon
  label: Words
  /** Other addresses whose pages belong to it. */
  covers?: readonly string[]
  /** Also in the phone's tab bar (the first four; the rest is under "Plus"). */
  tab?: boolean
}

/** The cards of the settings' first page. */
export const SETTINGS_GROUPS = ['practice', 'you', 'data'] as const
export type SettingsGroupKey = (typeof SETTINGS_GROUPS)[number]

/** A page that the settings lead to. */
export interface SettingsEntry<Icon extends string = string> {
  group: SettingsGroupKey
  order: number
  href: string
  icon: Icon
  title: Words
  detail: Words
  /** Shown to the practice that runs the machine alone. */
  audience?: 'machineOwner'
}

/** One result of a search, as the palette shows it. */
export interface Found {
  label: string
  detail: string
  href: string
  icon: string
}

/** One kind of thing that the palette finds. `search` takes one statement, and answers at most `limit`. */
export interface Finder {
  key: string
  order: number
  title: Words
  search(work: Work, q: string, limit: number, lang: Lang): Promise<readonly Found[]>
}

/** What can be done or opened: offered by the palette before anything is typed, and found by its words. */
export interface Shortcut<Icon extends string = string> {
  order: number
  href: string
  icon: Icon
  label: Words
}

/** An entry as one language reads it. */
export type ShownEntry = Omit<NavigationEntry, 'label' | 'order' | 'group'> & { label: string }
export type NavigationGroup = { key: NavigationGroupKey; entries: readonly ShownEntry[] }

export interface EventGroup {
  title: Words
  events: readonly DeclaredEvent[]
}

/** What all features brought, put in order once at start. */
export interface House {
  navigation(lang: Lang): readonly NavigationGroup[]
  settings: readonly SettingsEntry[]
  finders: readonly Finder[]
  shortcuts: readonly Shortcut[]
  /** Why messages are written, by name. */
  messages: ReadonlyMap<string, Purpose>
  /** Every event that is recorded today, by feature. */
  eventGroups: readonly EventGroup[]
  /** The same by the code that is stored. */
  events: ReadonlyMap<string, DeclaredEvent>
  /** By type. */
  subjects: ReadonlyMap<string, NameSubjects>
  reactions: Reactions
}
