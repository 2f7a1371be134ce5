import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type NoticeKind = 'info' | 'good' | 'warning' | 'danger'

const icons = {
  info: 'info',
  good: 'circle-check',
  warning: 'triangle-alert',
  danger: 'circle-x',
} as const satisfies Record<NoticeKind, IconName>

/** A sentence that stays on the page. `live` announces it: for answers to what was just done. */
export function Notice(props: {
  kind?: NoticeKind | undefined
  title?: string | undefined
  actions?: Child | undefined
  live?: boolean | undefined
  children?: Child | undefined
}) {
  const { kind = 'info' } = props
  return (
    <div class={`notice notice-${kind}`} role={props.live ? 'status' : undefined}>
      <Icon name={icons[kind]} />
      <div class="notice-body">
        {props.title ? <p class="notice-title">{props.title}</p> : null}
        {props.children ? <div class="notice-text">{props.children}</div> : null}
        {props.actions ? <div class="notice-actions">{props.actions}</div> : null}
      </div>
    </div>
  )
}
