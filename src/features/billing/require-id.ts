import { isId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Params } from '#src/platform/http/routes.ts'

/** The id in an address; anything else there is not found, as another practice's id is. */
export function requireId(params: Params): string {
  const id = params['id']
  if (!isId(id)) throw new NotFound()
  return id
}
