import type { Lang } from '../frame.ts'
import { formatFigure, type Unit } from './figures.ts'

export type BarListItem = {
  label: string
  /** Not negative. */
  value: number
  href?: string | undefined
}

/** Kinds with their figures, each with a bar below as long as its share of the greatest: for names of any length. */
export function BarList(props: { label: string; lang: Lang; unit: Unit; items: readonly BarListItem[] }) {
  const greatest = Math.max(0, ...props.items.map(({ value }) => value))
  return (
    <ul class="bar-list" aria-label={props.label}>
      {props.items.map(({ label, value, href }) => (
        <li>
          <span>{href === undefined ? label : <a href={href}>{label}</a>}</span>
          <b>{formatFigure(value, props.unit, props.lang)}</b>
          <svg width="100%" height="6" aria-hidden="true" focusable="false">
            <rect class="bar-list-track" width="100%" height="6" rx="3" />
            {value > 0 ? (
              <rect
                class="bar-list-bar"
                width={`${Math.round((value / greatest) * 1000) / 10}%`}
                height="6"
                rx="3"
              />
            ) : null}
          </svg>
        </li>
      ))}
    </ul>
  )
}
