import { isId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Params } from '#src/platform/http/routes.ts'

/** An id out of an address; anything that cannot be one is not found. */
export function idParam(params: Params, name = 'id'): string {
  const value = params[name]
  if (!isId(value)) throw new NotFound(name)
  return value
}
