import { classes } from './classes.ts'

export type Bar = {
  label: string
  /** Not negative. */
  value: number
  /** As read and shown: "48", "1 240,00 €". */
  valueLabel: string
  /** The bar that counts now. */
  isCurrent?: boolean | undefined
}

export type BarChartProps = {
  /** What the bars count: heads the table that screen readers get. */
  title: string
  labelHeading: string
  bars: readonly Bar[]
  /** `rail` fits the 300-pixel rail, `wide` a card over the page. */
  size?: 'rail' | 'wide' | undefined
  /** Writes each value above its bar. */
  valuesShown?: boolean | undefined
}

const shapes = {
  rail: { width: 268, height: 104, foot: 18, head: 6, gap: 0.26 },
  wide: { width: 960, height: 240, foot: 24, head: 20, gap: 0.32 },
} as const

/** Bars drawn by the server. The figures stand beside them in a table for those who do not see. */
export function BarChart(props: BarChartProps) {
  const { bars, size = 'rail' } = props
  const { width, height, foot, head, gap } = shapes[size]
  const plot = height - foot - head
  const top = roundUp(Math.max(0, ...bars.map((bar) => bar.value)))
  const step = width / Math.max(1, bars.length)
  const barWidth = Math.min(step * (1 - gap), 64)
  return (
    <figure
      class={`bar-chart bar-chart-${size}`}
      tabindex={size === 'wide' ? 0 : undefined}
      aria-label={props.title}
    >
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        {[0, 0.5, 1].map((part) => (
          <line class="bar-chart-line" x1="0" x2={width} y1={line(part)} y2={line(part)} />
        ))}
        {bars.map((bar, index) => {
          const barHeight = (bar.value / top) * plot
          const middle = step * (index + 0.5)
          return (
            <g class={classes('bar', bar.isCurrent && 'bar-current')}>
              <rect
                x={round(middle - barWidth / 2)}
                y={round(head + plot - barHeight)}
                width={round(barWidth)}
                height={round(Math.max(barHeight, bar.value > 0 ? 2 : 0))}
                rx={size === 'rail' ? 4 : 5}
              />
              {props.valuesShown ? (
                <text class="bar-value" x={round(middle)} y={round(head + plot - barHeight - 6)}>
                  {bar.valueLabel}
                </text>
              ) : null}
              <text class="bar-label" x={round(middle)} y={height - 4}>
                {bar.label}
              </text>
            </g>
          )
        })}
      </svg>
      <table class="visually-hidden">
        <caption>{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.labelHeading}</th>
            <th scope="col">{props.title}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr>
              <th scope="row">{bar.label}</th>
              <td>{bar.valueLabel}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )

  function line(part: number) {
    return round(head + plot * (1 - part)) + 0.5
  }
}

/** The least of 1, 2, 5 × 10ⁿ multiples (four steps high) that holds `value`; 1 for nothing. */
export function roundUp(value: number): number {
  if (value <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * unit >= value) ?? 10
  return step * unit
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
