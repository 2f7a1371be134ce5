import { PASSWORD, type World } from '../world.ts'
import { type Visitor, createVisitor } from './visitor.ts'

// For tests: the settings of security, and a browser that the password has let in.

export const HERE = '/parametres/securite'

/** `world` is a function: it is only there once tests run. */
export function doorOf(world: () => World) {
  return async (identifier = 'alice@divan.test', password = PASSWORD): Promise<Visitor> => {
    const visitor = createVisitor(world().app)
    const answer = await visitor.submit('/connexion', { identifier, password })
    if (answer.status !== 303) throw new Error(`${identifier}: ${answer.status}`)
    return visitor
  }
}
