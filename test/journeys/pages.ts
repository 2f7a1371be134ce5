import type { World } from '#test/world.ts'
import type { FullPractice } from './full-practice.ts'

/** The address of every page there is: each GET route that answers HTML, and some with other things on them. */
export function pagesOf(world: World, practice: FullPractice): string[] {
  const routes = world.app.declared.filter(
    // Files say what they are; all else is a page.
    ({ method, surface, contentType }) =>
      method === 'get' && contentType === undefined && surface !== 'machine',
  )
  return [...new Set([...routes.map(({ path }) => practice.addressOf(path)), ...practice.variants])]
}
