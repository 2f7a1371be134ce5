import type { House } from '#src/platform/house.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Option } from '#src/ui/index.ts'
import { journalText } from './text.ts'

/** What an action is called; its code where nobody declares it any more, so that no event is ever hidden. */
export function wordsOf({ events }: Pick<House, 'events'>, action: string, lang: Lang): string {
  return events.get(action)?.words[lang] ?? journalText[lang].unknown(action)
}

/** The actions to choose from: the most common first, then all others, by feature. `chosen` is always among them. */
export function actionOptions(house: House, chosen: string | undefined, lang: Lang): Option[] {
  const { common, unknown } = journalText[lang]
  const toOption = (group: string) => (event: { code: string; words: Readonly<Record<Lang, string>> }) => ({
    value: event.code,
    label: event.words[lang],
    group,
  })
  const all = [...house.events.values()]
  const forgotten = chosen === undefined || house.events.has(chosen) ? [] : [chosen]
  return [
    ...forgotten.map((code) => ({ value: code, label: unknown(code) })),
    ...all.filter((event) => event.isCommon).map(toOption(common)),
    ...house.eventGroups.flatMap(({ title, events }) =>
      events.filter((event) => !event.isCommon).map(toOption(title[lang])),
    ),
  ]
}
