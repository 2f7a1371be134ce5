import { range } from '../range.ts'

/** A letter of the labels on average, and the least room between two of them, in pixels. */
const LETTER = 5.8
const ROOM = 4
/** How far the last label may reach over the plot's end: there is as much beside it in every card. */
const OVERHANG = 10

/** Up to so many labels are written whole, on several lines if need be. */
const FEW = 6
const LONGEST = 14

/** Every how many labels one is written: round in months, weeks and days. */
const steps = [1, 2, 3, 4, 6, 12, 24, 60, 120, 240]

export function isFew(count: number): boolean {
  return count <= FEW
}

/**
 * The places whose labels are written in a plot of `width` pixels so that no two touch: the one that counts now among
 * them where it does not reach over the edge, else the first.
 */
export function writtenLabels(labels: readonly string[], width: number, current: number): number[] {
  if (isFew(labels.length)) return range(labels.length)
  const band = width / labels.length
  const longest = textWidth(labels.map(shortLabel))
  const step = steps.find((size) => size * band >= longest) ?? labels.length
  const overhang = (longest - ROOM - band) / 2
  const phase = current >= 0 && overhang <= OVERHANG ? current % step : 0
  return range(labels.length).filter((index) => index % step === phase)
}

/** Cut where many stand side by side; the table has it whole. */
export function shortLabel(label: string): string {
  const letters = [...label]
  return letters.length > LONGEST
    ? `${letters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`
    : label
}

/** Whether texts fit side by side, each in its column of a plot of `width` pixels. */
export function fitsColumns(texts: readonly string[], width: number): boolean {
  return textWidth(texts) <= width / texts.length
}

function textWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length)) * LETTER + ROOM
}
