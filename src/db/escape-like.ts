/** Text for a pattern of LIKE that means itself: its `%`, `_` and `\` find themselves. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
