import { create } from 'qrcode'

const QUIET_ZONE = 4

/** A QR code as one path, black on white whatever the theme: cameras expect it so. No style attribute. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_ZONE
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={label}
      width="200"
      height="200"
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <rect width={String(side)} height={String(side)} fill="#ffffff" />
      <path d={darkRuns(modules)} fill="#000000" />
    </svg>
  )
}

/** Dark modules, joined row by row into runs. */
function darkRuns(modules: { size: number; get(row: number, column: number): number }): string {
  const runs: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      let length = 0
      while (column + length < modules.size && modules.get(row, column + length)) length++
      if (length > 0) runs.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`)
      column += length
    }
  }
  return runs.join('')
}
