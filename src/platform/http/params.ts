import { isId } from '#src/domain/ids.ts'
import { NotFound } from './problem.ts'
import type { Params } from './route.ts'

/** A path's id; what is no id is nobody's. */
export function idOf(params: Params, name = 'id'): string {
  const id = params[name]
  if (!isId(id)) throw new NotFound()
  return id
}

/** A path's version of a record; what is no number is nobody's version. */
export function versionOf(params: Params): number {
  const version = Number(params['version'])
  return Number.isInteger(version) ? version : 0
}
