import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { newId } from '#src/domain/ids.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const practiceRoutes = () => world.app.declared.filter((route) => route.surface === 'practice')
const concrete = (path: string, id = newId()) => path.replaceAll(/:\w+(\{[^}]*\})?/g, id)

describe('every route', () => {
  test('declares its surface, and none is declared twice', () => {
    expect(practiceRoutes().length).toBeGreaterThan(30)
    const names = world.app.declared.map((route) => `${route.method} ${route.path}`)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    // What Hono really answers to, against what is declared: no route was mounted past the declarations.
    const mounted = world.app.hono.routes
      .filter(
        (route) =>
          route.method !== 'ALL' &&
          !/^\/(healthz|readyz|metrics|openapi\.json|precharge\.json|assets\/.*)$/.test(route.path),
      )
      .map((route) => `${route.method.toLowerCase()} ${route.path}`)
    expect([...new Set(mounted)].sort()).toEqual([...names].sort())
  })

  test('of the practice asks for a login first: pages go there, JSON gets 401', async () => {
    for (const { method, path } of practiceRoutes()) {
      const init =
        method === 'post'
          ? {
              method: 'POST',
              body: '_csrf=x',
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
            }
          : {}
      const page = await world.app.hono.request(concrete(path), {
        ...init,
        headers: { ...init.headers, accept: 'text/html' },
      })
      expect([page.status, page.headers.get('location')?.split('?')[0]], `${method} ${path}`).toEqual([
        303,
        '/connexion',
      ])
      const json = await world.app.hono.request(concrete(path), {
        ...init,
        headers: { ...init.headers, accept: 'application/json' },
      })
      expect(json.status, `${method} ${path}`).toBe(401)
    }
  })

  test('that writes refuses a form without its token', async () => {
    for (const { path } of practiceRoutes().filter((route) => route.method === 'post')) {
      const answer = await world.app.hono.request(concrete(path), {
        method: 'POST',
        body: 'x=1',
        headers: {
          cookie: world.alice.cookie,
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
        },
      })
      expect(answer.status, path).toBe(403)
    }
  })

  test('of the operator asks for the operator’s login, whoever else is logged in', async () => {
    const routes = world.app.declared.filter(({ security }) => security.includes('operator'))
    expect(routes.length).toBeGreaterThan(1)
    for (const { method, path } of routes) {
      const asked = (accept: string) =>
        world.app.hono.request(concrete(path), {
          method: method.toUpperCase(),
          headers: { accept, cookie: world.alice.cookie },
        })
      const page = await asked('text/html')
      expect([page.status, page.headers.get('location')], path).toEqual([303, '/operateur/connexion'])
      expect((await asked('application/json')).status, path).toBe(401)
    }
  })

  test('that anybody may write to refuses a form that comes from no page of ours', async () => {
    const open = world.app.declared.filter(
      ({ method, surface, security }) => method === 'post' && surface !== 'machine' && security.length === 0,
    )
    expect(open.length).toBeGreaterThan(5)
    for (const { path } of open) {
      const answer = await world.app.hono.request(concrete(path), {
        method: 'POST',
        body: '_csrf=x',
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      })
      // What is entered by a link that is none is not there, form or not.
      expect(answer.status, path).toBe(path.includes(':') ? 404 : 403)
    }
  })

  test('is described in the API document', async () => {
    const api = (await (await world.app.hono.request('/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, object>
    }
    expect(api.openapi).toBe('3.1.0')
    const described = Object.values(api.paths).reduce((sum, path) => sum + Object.keys(path).length, 0)
    expect(described).toBe(world.app.declared.length)
  })
})
