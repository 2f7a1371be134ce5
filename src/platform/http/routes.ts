import { Hono } from 'hono'
import { answerAction } from './answer-action.ts'
import { answerPage, sendFile } from './answer-page.ts'
import type { AppEnv } from './app-env.ts'
import type { Declaration, Routes } from './route.ts'
import { enter } from './visit.ts'

export { attemptOf } from './answer-refusal.ts'
export type * from './route.ts'

/** A feature's routes. Each declares itself; there is no other way to add one. */
export function createRoutes(): Routes {
  const app = new Hono<AppEnv>()
  const declared: Declaration[] = []
  return {
    app,
    declared,
    page(path, route) {
      declared.push({ method: 'get', path, surface: 'practice', ...described(route) })
      app.get(path, (c) => answerPage(c, route))
    },
    action(path, route) {
      declared.push({ method: 'post', path, surface: 'practice', ...described(route) })
      app.post(path, (c) => answerAction(c, path, route))
    },
    file(path, route) {
      declared.push({
        method: 'get',
        path,
        surface: 'practice',
        summary: route.summary,
        contentType: route.contentType,
      })
      app.get(path, async (c) => {
        const file = await enter(c, (visit) =>
          route.load(visit, { params: c.req.param(), query: c.req.query() }),
        )
        return sendFile(c, file)
      })
    },
    open(method, path, route) {
      declared.push({ method, path, surface: route.surface, ...described(route) })
      app[method](path, route.handle)
    },
  }
}

type Described = Pick<Declaration, 'summary' | 'form' | 'query' | 'answer' | 'contentType'>

function described({ summary, form, query, answer, contentType }: Described): Described {
  return {
    summary,
    ...(form ? { form } : {}),
    ...(query ? { query } : {}),
    ...(answer ? { answer } : {}),
    ...(contentType ? { contentType } : {}),
  }
}
