import { parse } from 'parse5'
import { type Field, formOf, readFields, valuesToSend } from './fields.ts'
import { type Tag, type Wanted, attribute, hasAttributes, readText, tagsBelow } from './tree.ts'

/** A part of a page, asked as its reader would ask. What is asked for by name must be there, once. */
export interface Part {
  tag: string
  attribute(name: string): string | undefined
  /** What is read, blanks in one. */
  text(): string
  /** Every such element, whatever the order of its attributes. */
  parts(tag: string, wanted?: Wanted): Part[]
  part(tag: string, wanted?: Wanted): Part
  /** By its words, or by its whole address. */
  link(wordsOrAddress: string): Part
  links(wordsOrAddress?: string): Part[]
  button(words: string): Part
  buttons(words?: string): Part[]
  field(name: string): Field
  fields(name?: string | RegExp): Field[]
}

export interface Form extends Part {
  /** What a browser would send as it stands, ready for `post`. */
  values(): Record<string, string[]>
}

export interface Page extends Part {
  /** The words of its first heading. */
  heading: string
  title: string
  language: string | undefined
  /** By where it leads. */
  form(action: string): Form
  forms(action?: string): Form[]
}

/** The page that an answer brings. */
export async function readPage(answer: Response | Promise<Response>): Promise<Page> {
  return readHtml(await (await answer).text())
}

/** A page, or a piece of one, read as browsers read it. */
export function readHtml(html: string): Page {
  const root = tagsBelow(parse(html)).find((tag) => tag.tagName === 'html')
  if (!root) throw new Error('every parsed page has a root')
  const all = tagsBelow(root)
  const first = (tag: string): string => {
    const found = all.find((each) => each.tagName === tag)
    return found ? readText(found) : ''
  }
  const forms = (action?: string): Form[] =>
    all
      .filter(
        (tag) => tag.tagName === 'form' && (action === undefined || attribute(tag, 'action') === action),
      )
      .map((tag) => readForm(tag, all))
  return {
    ...readPart(root, all),
    heading: first('h1'),
    title: first('title'),
    language: attribute(root, 'lang'),
    forms,
    form: (action) =>
      only(forms(action), `form leading to ${action}`, () =>
        forms().map((form) => form.attribute('action') ?? ''),
      ),
  }
}

function readForm(form: Tag, page: readonly Tag[]): Form {
  const id = attribute(form, 'id')
  return {
    ...readPart(form, page),
    values: () => {
      const own = page.filter(
        (tag) => (attribute(tag, 'form') ?? formOf(tag)) === (attribute(tag, 'form') ? id : form),
      )
      const values: Record<string, string[]> = {}
      for (const [name, value] of valuesToSend(own)) (values[name] ??= []).push(value)
      return values
    },
  }
}

function readPart(root: Tag, page: readonly Tag[]): Part {
  const below = tagsBelow(root)
  const parts = (tag: string, wanted: Wanted = {}): Part[] =>
    below
      .filter((each) => each.tagName === tag && hasAttributes(each, wanted))
      .map((each) => readPart(each, page))
  const links = (wanted?: string): Part[] =>
    parts('a', { href: true }).filter(
      (link) => wanted === undefined || nameOf(link) === wanted || link.attribute('href') === wanted,
    )
  const buttons = (wanted?: string): Part[] =>
    parts('button').filter((button) => wanted === undefined || nameOf(button) === wanted)
  const fields = (wanted?: string | RegExp): Field[] =>
    readFields(below, page).filter(
      ({ name }) =>
        wanted === undefined || (typeof wanted === 'string' ? name === wanted : wanted.test(name)),
    )
  return {
    tag: root.tagName,
    attribute: (name) => attribute(root, name),
    text: () => readText(root),
    parts,
    part: (tag, wanted = {}) =>
      only(parts(tag, wanted), `<${tag}> with ${Object.entries(wanted).join(' ')}`, () =>
        parts(tag).map((each) => each.text()),
      ),
    links,
    link: (wanted) => only(links(wanted), `link "${wanted}"`, () => links().map(nameOf)),
    buttons,
    button: (wanted) => only(buttons(wanted), `button "${wanted}"`, () => buttons().map(nameOf)),
    fields,
    field: (name) => only(fields(name), `field "${name}"`, () => fields().map((field) => field.name)),
  }
}

/** What a link or a button is called. */
function nameOf(part: Part): string {
  return part.attribute('aria-label') ?? part.text()
}

function only<T>(found: readonly T[], what: string, others: () => string[]): T {
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  throw new Error(`the page has ${found.length} of: ${what}. There are: ${others().join(', ') || 'none'}`)
}
