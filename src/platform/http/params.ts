import { isId } from '#src/domain/ids.ts'
import { NotFound } from './problem.ts'
import type { Params } from './route.ts'

/** A path's id; what is no id is nobody's. */
export function idOf(params: Params, name = 'id'): string {
  const id = params[name]
  if (!isId(id)) throw new NotFound()
  return id
}

/** A path's version of a record, from 1; what is none is not there. */
export function versionOf(params: Params, name = 'version'): number {
  const typed = params[name] ?? ''
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new NotFound()
  return Number(typed)
}
