import type { Child } from 'hono/jsx'
import { range } from '../range.ts'

// Series are told apart by colour, and in black and white by pattern, by dashes and by the shape of their points.
// `currentColor` is the series' colour, by the class `chart-1` to `chart-4`.

/** The colour of a series, from 0; lighter variants are drawn from it. */
export function seriesClass(index: number): string {
  return `chart-${index + 1}`
}

/** What fills a series' area: the first is solid. */
export function areaFill(id: string, index: number): string {
  return index === 0 ? 'currentColor' : `url(#${id}-area-${index + 1})`
}

/** The dashes of a series' line; the first is unbroken. */
export function lineDashes(index: number): string | undefined {
  return [undefined, '7 5', '1 5', '10 4 1 4'][index]
}

export function pointId(id: string, index: number): string {
  return `${id}-point-${index + 1}`
}

/** The patterns of the areas of `count` series. */
export function AreaPatterns({ id, count }: { id: string; count: number }) {
  return (
    <defs>
      {range(count)
        .slice(1)
        .map((index) => (
          <pattern
            id={`${id}-area-${index + 1}`}
            class={seriesClass(index)}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform={index === 1 ? 'rotate(45)' : undefined}
          >
            <rect width="6" height="6" fill="currentColor" fill-opacity="0.18" />
            {hatches[index]}
          </pattern>
        ))}
    </defs>
  )
}

const hatches: readonly Child[] = [
  null,
  <path d="M1.5 0V6" stroke="currentColor" stroke-width="3" />,
  <path d="M1.5 1.5h.01M4.5 4.5h.01" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />,
  <path d="M0 1.5H6" stroke="currentColor" stroke-width="1.6" />,
]

/** The shapes of the points of `count` series: round, square, triangle, lozenge. */
export function PointShapes({ id, count }: { id: string; count: number }) {
  return (
    <defs>
      {range(count).map((index) => (
        <path id={pointId(id, index)} d={shapes[index]} fill="currentColor" />
      ))}
    </defs>
  )
}

const shapes: readonly string[] = [
  'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  'M-3.2-3.2h6.4v6.4h-6.4z',
  'M0-4.4L4.2 3.2h-8.4z',
  'M0-4.6L4.6 0 0 4.6-4.6 0z',
]
