import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

export type CardProps = {
  title?: Child | undefined
  /** Beside the title: a figure, a link, a small button. */
  aside?: Child | undefined
  /** `flush` lets a table or list touch the edges. */
  padding?: 'normal' | 'large' | 'flush' | undefined
  /** Quiet background, without shadow. */
  tone?: 'sunk' | undefined
  footer?: Child | undefined
  id?: string | undefined
  headingLevel?: 2 | 3 | undefined
  children?: Child | undefined
}

export function Card(props: CardProps) {
  const Heading = props.headingLevel === 3 ? 'h3' : 'h2'
  return (
    <section
      class={classes('card', props.padding && `card-${props.padding}`, props.tone && `card-${props.tone}`)}
      id={props.id}
    >
      {props.title || props.aside ? (
        <div class="card-header">
          {props.title ? <Heading class="card-title">{props.title}</Heading> : null}
          {props.aside ? <div class="card-aside">{props.aside}</div> : null}
        </div>
      ) : null}
      {props.children}
      {props.footer ? <div class="card-footer">{props.footer}</div> : null}
    </section>
  )
}

/** Columns of cards; `columns` is the most there are on a wide screen. */
export function CardGrid({ columns = 3, children }: { columns?: 2 | 3 | 4 | undefined; children: Child }) {
  return <div class={`card-grid card-grid-${columns}`}>{children}</div>
}

/** Main content beside a 300-pixel rail (`wide`: 400) that goes below it on narrower screens. */
export function WithRail(props: { rail: Child; wide?: boolean | undefined; children: Child }) {
  const { rail, wide, children } = props
  return (
    <div class={classes('with-rail', wide && 'with-rail-wide')}>
      <div class="with-rail-main">{children}</div>
      <aside class="with-rail-side">{rail}</aside>
    </div>
  )
}

/** Vertical rhythm between blocks of a page. */
export function Stack({ children }: { children: Child }) {
  return <div class="stack">{children}</div>
}
