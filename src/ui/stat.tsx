import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** One figure and what it is. `now` draws it in terracotta: something to do. */
export function Stat(props: {
  label: string
  value: Child
  detail?: Child | undefined
  icon?: IconName | undefined
  href?: string | undefined
  tone?: 'now' | undefined
}) {
  return (
    <div class={props.tone === 'now' ? 'stat stat-now' : 'stat'}>
      <p class="stat-label">
        {props.icon ? <Icon name={props.icon} size="small" /> : null}
        {props.href ? (
          <a class="stat-link" href={props.href}>
            {props.label}
          </a>
        ) : (
          props.label
        )}
      </p>
      <p class="stat-value">{props.value}</p>
      {props.detail ? <p class="stat-detail">{props.detail}</p> : null}
    </div>
  )
}
