/** What a letter is made of. Its plain text and its HTML come from the same blocks, so that they cannot differ. */
export type Block = { paragraph: string } | { link: string; href: string }

/** The letter as plain text, its links as bare addresses on lines of their own. */
export function textOf(blocks: readonly Block[]): string {
  return `${blocks.map((block) => ('href' in block ? block.href : block.paragraph)).join('\n\n')}\n`
}

/** A text's paragraphs, which empty lines part. */
export function paragraphsOf(text: string): Block[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => ({ paragraph }))
}
