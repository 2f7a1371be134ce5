import type { AppContext } from './app-env.ts'

/** Something else is answered than what was asked for: another place, or that it is over. Nothing is kept. */
export class Instead extends Error {
  readonly answer: (c: AppContext) => Response | Promise<Response>
  constructor(reason: string, answer: (c: AppContext) => Response | Promise<Response>) {
    super(reason)
    this.answer = answer
  }
}

/** The page asked for is not for now: this one is. */
export function elsewhere(path: string): Instead {
  return new Instead('elsewhere', (c) => c.redirect(path, 303))
}
