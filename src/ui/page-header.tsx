import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type PageHeaderProps = {
  title: Child
  /** A quiet second part of the title: the year after a date. */
  titleExtra?: string | undefined
  subtitle?: Child | undefined
  /** Where this page hangs: a link above the title. */
  back?: { href: string; label: string } | undefined
  /** Buttons, the primary one last. */
  actions?: Child | undefined
  /** Badge beside the title. */
  badge?: Child | undefined
}

export function PageHeader(props: PageHeaderProps) {
  return (
    <header class="page-header">
      <div class="page-header-text">
        {props.back ? (
          <a class="page-header-back" href={props.back.href}>
            <Icon name="arrow-left" size="small" />
            {props.back.label}
          </a>
        ) : null}
        <h1 class="page-title">
          {props.title}
          {props.titleExtra ? <span class="page-title-extra"> {props.titleExtra}</span> : null}
          {props.badge ? <span class="page-title-badge">{props.badge}</span> : null}
        </h1>
        {props.subtitle ? <p class="page-subtitle">{props.subtitle}</p> : null}
      </div>
      {props.actions ? <div class="page-header-actions">{props.actions}</div> : null}
    </header>
  )
}
