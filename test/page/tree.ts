import type { DefaultTreeAdapterTypes } from 'parse5'

export type Node = DefaultTreeAdapterTypes.Node
export type Tag = DefaultTreeAdapterTypes.Element

/** Attributes to look for: exactly this text, a pattern in it, there at all, or not there. */
export type Wanted = Readonly<Record<string, string | RegExp | boolean>>

const INLINE = new Set('a abbr b bdi code del em i ins kbd mark small span strong sub sup time'.split(' '))
const UNREAD = new Set(['script', 'style', 'template', 'head'])

/** The tags below, in the order of the page. */
export function tagsBelow(node: Node): Tag[] {
  if (!('childNodes' in node)) return []
  return node.childNodes.flatMap((child) =>
    'tagName' in child ? [child, ...tagsBelow(child)] : tagsBelow(child),
  )
}

export function attribute(tag: Tag, name: string): string | undefined {
  return tag.attrs.find((each) => each.name === name)?.value
}

export function hasAttributes(tag: Tag, wanted: Wanted): boolean {
  return Object.entries(wanted).every(([name, want]) => {
    const value = attribute(tag, name)
    if (typeof want === 'boolean') return (value !== undefined) === want
    return typeof want === 'string' ? value === want : value !== undefined && want.test(value)
  })
}

/** What is read, scripts left out, blanks in one; a space lies between what does not stand in one line. */
export function readText(node: Node): string {
  return gather(node)
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/^ | $/g, '')
}

/** The text as it stands in the page, every blank of it. */
export function exactText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  return 'childNodes' in node ? node.childNodes.map(exactText).join('') : ''
}

function gather(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (!('childNodes' in node) || UNREAD.has(node.nodeName)) return ''
  const inside = node.childNodes.map(gather).join('')
  return INLINE.has(node.nodeName) ? inside : ` ${inside} `
}
