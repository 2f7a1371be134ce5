import type { TextStyle } from '#src/platform/pdf/sheet.ts'

/** The screen's colours on white paper (docs/DESIGN.md). */
export const colours = {
  ink: '#1F2B2A',
  soft: '#4F5A58',
  quiet: '#5F6967',
  brand: '#1D4A42',
  brandSoft: '#E3EFEB',
  accent: '#B9532F',
  accentSoft: '#FBE9E1',
  line: '#E8E1D6',
  sunk: '#F3EEE6',
} as const

/** Page frame, in points: 20 mm at the sides. */
export const frame = { left: 56, right: 539, top: 64, bottom: 772, footer: 806 } as const

const style = (
  face: TextStyle['face'],
  size: number,
  colour: string,
  more: Partial<TextStyle> = {},
): TextStyle => ({
  face,
  size,
  colour,
  ...more,
})

export const styles = {
  title: style('title', 27, colours.brand, { align: 'right' }),
  practice: style('title', 16, colours.brand),
  body: style('regular', 9.5, colours.ink),
  strong: style('semibold', 9.5, colours.ink),
  name: style('semibold', 11, colours.ink),
  address: style('regular', 10, colours.ink),
  small: style('regular', 8.5, colours.soft),
  label: style('semibold', 8, colours.quiet),
  number: style('semibold', 11, colours.ink, { align: 'right' }),
  right: style('regular', 9.5, colours.soft, { align: 'right' }),
  amount: style('regular', 9.5, colours.ink, { align: 'right', tabular: true }),
  total: style('semibold', 13, colours.brand, { align: 'right', tabular: true }),
  totalLabel: style('semibold', 11, colours.brand),
  due: style('semibold', 9.5, colours.ink, { align: 'right', tabular: true }),
  footer: style('regular', 7.5, colours.quiet, { align: 'center' }),
} as const
