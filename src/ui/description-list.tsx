import type { Child } from 'hono/jsx'

export type Description = { term: string; value: Child }

/** Terms and values. What is empty is left out by the caller, or said in words. */
export function DescriptionList(props: {
  items: readonly Description[]
  /** `columns`: pairs side by side on wide screens. */
  layout?: 'columns' | undefined
}) {
  return (
    <dl class={props.layout === 'columns' ? 'descriptions descriptions-columns' : 'descriptions'}>
      {props.items.map((item) => (
        <div class="description">
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
