import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

/** `now` (terracotta) is kept for what is now or to do. */
export type Tone = 'neutral' | 'good' | 'now' | 'warning' | 'danger' | 'info'

export function Badge(props: { tone?: Tone | undefined; icon?: IconName | undefined; children: Child }) {
  return (
    <span class={`badge badge-${props.tone ?? 'neutral'}`}>
      {props.icon ? <Icon name={props.icon} size="small" /> : null}
      {props.children}
    </span>
  )
}

export type EventColour = 'sage' | 'ocean' | 'plum' | 'ochre' | 'rose'

/** The colour of an appointment type, before its name. */
export function ColourDot({ colour }: { colour: EventColour }) {
  return <span class={`colour-dot colour-${colour}`} aria-hidden="true"></span>
}
