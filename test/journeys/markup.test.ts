import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type FullPractice, fillPractice } from './full-practice.ts'
import { pagesOf } from './pages.ts'

/** A used link, first steps already taken, a key that this installation does not keep in a file: kind refusals. */
const SHUT = ['/reinitialisation/', '/premiers-pas', '/parametres/cle']

let world: World
let practice: FullPractice
beforeAll(async () => {
  world = await createWorld()
  practice = await fillPractice(world)
})
afterAll(() => world.close())

test('every page has one title, one first heading, and nothing inline', async () => {
  const found: string[] = []
  for (const address of pagesOf(world, practice)) {
    const answer = await world.alice.get(address)
    const followed = answer.headers.get('location')
    const html = await (followed ? await world.alice.get(followed) : answer).text()
    found.push(...faultsOf(html).map((fault) => `${address}: ${fault}`))
    if (answer.status >= 400 && !SHUT.some((start) => address.startsWith(start)))
      found.push(`${address}: ${answer.status}`)
  }
  expect(found).toEqual([])
})

function faultsOf(html: string): string[] {
  const count = (pattern: RegExp): number => html.match(pattern)?.length ?? 0
  const tags = html.match(/<[a-z][^>]*>/gi) ?? []
  return [
    count(/<h1[\s>]/g) === 1 ? '' : `${count(/<h1[\s>]/g)} first headings`,
    /<title>[^<]+<\/title>/.test(html) ? '' : 'no title',
    count(/<html lang="fr"/g) === 1 ? '' : 'no language',
    count(/<main[\s>]/g) === 1 ? '' : 'no main part, or several',
    count(/<style[\s>]/g) === 0 ? '' : 'a style element',
    /<script(?![^>]*\ssrc=)[^>]*>/.test(html) ? 'an inline script' : '',
    tags.some((tag) => /\sstyle=/i.test(tag)) ? 'a style attribute' : '',
    tags.some((tag) => /\son[a-z]+=/i.test(tag)) ? 'an event attribute' : '',
    /(href|action|src)="javascript:/i.test(html) ? 'a javascript: address' : '',
  ].filter((fault) => fault !== '')
}
