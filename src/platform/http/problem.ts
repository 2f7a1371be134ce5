import type { ContentfulStatusCode } from 'hono/utils/http-status'

export interface FieldError {
  message: string
  /** Name of the form field it belongs to; absent for the whole form. */
  field?: string
}

/** The record is not there, or not this practice's: the same answer. */
export class NotFound extends Error {}

/** No valid session or token came with the request. */
export class NotLoggedIn extends Error {}

/** The request did not prove that it was meant (form token, origin). */
export class Forbidden extends Error {}

/** Unreadable input: broken JSON, a body too large. `status` is 400 or 413. */
export class BadRequest extends Error {
  readonly status: 400 | 413
  constructor(message: string, status: 400 | 413 = 400) {
    super(message)
    this.status = status
  }
}

/** Its sender has asked too often: `seconds` until it may ask again. */
export class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too many requests')
    this.seconds = seconds
  }
}

/** More bytes than the route takes: nothing of it was read. */
export class TooLarge extends BadRequest {}

/** RFC 9457 problem details. */
export function problem(
  status: ContentfulStatusCode,
  title: string,
  extra: Readonly<Record<string, unknown>> = {},
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, ...extra }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
