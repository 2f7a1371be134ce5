import { weekdayName } from '#src/domain/civil-format.ts'
import { typedHours } from '#src/domain/opening-text.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { TextField } from '#src/ui/index.ts'
import { readStored } from './planning.ts'
import { planningText } from './text.ts'
import { type HoursJson, WEEKDAYS, dayField } from './week-form.ts'

/** A week typed day by day, one line of text each: seven fields, and a phone shows them all at once. */
export function WeekFields({
  lang,
  hours,
  prefix = '',
  attempt,
}: {
  lang: Lang
  hours: readonly HoursJson[]
  /** Before the names of its fields, where a form holds several weeks. */
  prefix?: string | undefined
  attempt?: Attempt | undefined
}) {
  return (
    <div class="week-fields">
      {WEEKDAYS.map((weekday) => {
        const name = `${prefix}${dayField(weekday)}`
        const stored = hours.filter((one) => one.weekday === weekday).map((one) => readStored(one))
        const day = weekdayName(weekday, lang)
        return (
          <TextField
            name={name}
            label={`${day.charAt(0).toUpperCase()}${day.slice(1)}`}
            value={attempt ? attempt.value(name) : typedHours(stored, lang)}
            error={attempt?.error(name)}
            placeholder={planningText[lang].closed}
            autocomplete="off"
            maxlength={300}
          />
        )
      })}
    </div>
  )
}
