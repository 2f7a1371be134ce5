/** Several values in one cell: a single child, so that a phone's narrow rows keep them together. */
export function OneBelowOther({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      {lines.map((line) => (
        <div>{line}</div>
      ))}
    </div>
  )
}
