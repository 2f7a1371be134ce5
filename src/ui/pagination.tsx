import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

/** Before and after, for lists paged by cursor. `summary` says where one is: "1 à 50 sur 212". */
export function Pagination(props: {
  lang: Lang
  previousHref?: string | undefined
  nextHref?: string | undefined
  summary?: string | undefined
}) {
  const text = uiText[props.lang]
  if (!props.previousHref && !props.nextHref && !props.summary) return null
  return (
    <nav class="pagination" aria-label={text.pagination}>
      <PageLink href={props.previousHref}>
        <Icon name="chevron-left" />
        <span>{text.previousPage}</span>
      </PageLink>
      {props.summary ? <span class="pagination-summary">{props.summary}</span> : null}
      <PageLink href={props.nextHref}>
        <span>{text.nextPage}</span>
        <Icon name="chevron-right" />
      </PageLink>
    </nav>
  )
}

function PageLink({ href, children }: { href: string | undefined; children: unknown }) {
  return href ? (
    <a class="pagination-link" href={href}>
      {children}
    </a>
  ) : (
    <span class="pagination-link pagination-none" aria-hidden="true">
      {children}
    </span>
  )
}
