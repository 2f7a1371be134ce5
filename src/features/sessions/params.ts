import { isId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Params } from '#src/platform/http/routes.ts'

/** An id from an address; what cannot be one is not found. */
export function idIn(params: Params, name = 'id'): string {
  const id = params[name]
  if (!isId(id)) throw new NotFound(name)
  return id
}

/** A version number from an address: 1 and up. */
export function versionIn(params: Params): number {
  const text = params['n'] ?? ''
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound('version')
  return Number(text)
}
