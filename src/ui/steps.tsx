import { Icon } from './icon.tsx'

/** Where one is in a short sequence; `current` counts from 0. Steps with `href` can be gone back to. */
export function Steps(props: {
  label: string
  steps: readonly { label: string; href?: string | undefined }[]
  current: number
}) {
  return (
    <nav aria-label={props.label}>
      <ol class="steps">
        {props.steps.map((step, index) => {
          const state = index < props.current ? 'done' : index === props.current ? 'current' : 'next'
          const content = (
            <>
              <span class="step-number">
                {state === 'done' ? <Icon name="check" size="small" /> : index + 1}
              </span>
              <span class="step-label">{step.label}</span>
            </>
          )
          return (
            <li class={`step step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
              {step.href && state === 'done' ? (
                <a class="step-link" href={step.href}>
                  {content}
                </a>
              ) : (
                content
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
