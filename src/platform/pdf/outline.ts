/** A TrueType outline: contours of points, those off the curve pull it towards them. */
export interface Outline {
  /** The last point of each contour. */
  ends: readonly number[]
  points: readonly { x: number; y: number; onCurve: boolean }[]
  instructions?: Buffer
  /** Four numbers of 16 bits; worked out where it is not given. */
  box?: Buffer | undefined
}

export interface PathCommand {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
  readonly args: readonly number[]
}

/** The outline as the table `glyf` holds it, nothing shortened. */
export function packOutline({ ends, points, instructions = Buffer.alloc(0), box }: Outline): Buffer {
  if (points.length === 0) return Buffer.alloc(0)
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  return Buffer.concat([
    int16s([ends.length]),
    box ?? int16s([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]),
    int16s([...ends, instructions.length]),
    instructions,
    Buffer.from(points.map((point) => (point.onCurve ? 1 : 0))),
    int16s(steps(xs)),
    int16s(steps(ys)),
  ])
}

/** The same from a path, rounded to units of the font. */
export function packPath(path: { readonly commands: readonly PathCommand[] }): Buffer {
  const points: { x: number; y: number; onCurve: boolean }[] = []
  const ends: number[] = []
  for (const { command, args } of path.commands) {
    const [x = 0, y = 0, endX = 0, endY = 0] = args.map(Math.round)
    if (command === 'closePath') ends.push(points.length - 1)
    else if (command === 'quadraticCurveTo')
      points.push({ x, y, onCurve: false }, { x: endX, y: endY, onCurve: true })
    else points.push({ x, y, onCurve: true })
  }
  return packOutline({ points, ends })
}

function int16s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, 2 * index))
  return bytes
}

function steps(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0))
}
