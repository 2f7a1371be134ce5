import type { Lang } from '#src/platform/text.ts'
import { journalText } from './text.ts'

/**
 * What an action is called on the page: its own sentence, else its verb and noun put together, else its
 * code, so that an event is never hidden for want of words.
 */
export function sentenceOf(action: string, lang: Lang): string {
  const text = journalText[lang]
  const own = find(text.actions, action)
  if (own) return own
  const [noun = '', verb = ''] = action.split('.')
  const verbText = find(text.verbs, verb)
  const nounText = find(text.nouns, noun)
  if (verbText && nounText) return `${verbText} ${nounText}`
  return nounText ? text.other(verb, nounText) : text.unknown(action)
}

function find(entries: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  patient: (id) => `/patients/${id}`,
  appointment: (id) => `/rendez-vous/${id}`,
  session: (id) => `/seances/${id}`,
  invoice: (id) => `/factures/${id}`,
  practice: () => '/parametres/cabinet',
  message: () => '/parametres/messages',
  login: () => '/parametres/securite',
  'api-token': () => '/parametres/securite',
}

/** The page of what an event is about, where it has one. */
export function pageOf(subjectType: string, subjectId: string | null): string | undefined {
  const page = Object.hasOwn(PAGES, subjectType) ? PAGES[subjectType] : undefined
  return subjectId === null ? undefined : page?.(subjectId)
}
