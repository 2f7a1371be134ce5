import type { Child } from 'hono/jsx'
import { Avatar } from './avatar.tsx'
import { Icon, type IconName } from './icon.tsx'
import { ColourDot, type EventColour } from './badge.tsx'

export type ListItem = {
  /** Before the line, in a column of its own: when it begins, and when it ends. */
  times?: readonly [start: string, end: string] | undefined
  title: Child
  /** The whole line becomes the link. */
  href?: string | undefined
  detail?: Child | undefined
  /** At the right: a time, an amount, a badge. */
  aside?: Child | undefined
  icon?: IconName | undefined
  /** Whose line it is, instead of an icon: initials. */
  avatar?: string | undefined
  /** The icon in terracotta: to do. */
  toDo?: boolean | undefined
  colour?: EventColour | undefined
  /** At the far right: the one small button of a line. */
  action?: Child | undefined
  /** Below the line: several buttons. */
  actions?: Child | undefined
}

export function List({ items, label }: { items: readonly ListItem[]; label?: string | undefined }) {
  return (
    <ul class="list" aria-label={label}>
      {items.map((item) => (
        <li class="list-item">
          {item.times ? (
            <p class="list-times">
              {item.times[0]}
              <span class="list-until">
                <span class="visually-hidden">–</span> {item.times[1]}
              </span>
            </p>
          ) : null}
          {item.colour ? <ColourDot colour={item.colour} /> : null}
          {item.icon ? (
            <span class={item.toDo ? 'list-icon list-icon-now' : 'list-icon'}>
              <Icon name={item.icon} />
            </span>
          ) : null}
          {item.avatar === undefined ? null : (
            <span class="list-avatar">
              <Avatar name={item.avatar} size="small" />
            </span>
          )}
          <div class="list-body">
            <p class="list-title">
              {item.href ? (
                <a class="list-link" href={item.href}>
                  {item.title}
                </a>
              ) : (
                item.title
              )}
            </p>
            {item.detail ? <p class="list-detail">{item.detail}</p> : null}
          </div>
          {item.aside ? <div class="list-aside">{item.aside}</div> : null}
          {item.action ? <div class="list-action">{item.action}</div> : null}
          {item.actions ? <div class="list-actions">{item.actions}</div> : null}
        </li>
      ))}
    </ul>
  )
}
