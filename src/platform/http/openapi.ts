import { z } from 'zod'
import type { Declaration } from './routes.ts'

/** The OpenAPI 3.1 document of every declared route, made of the schemas that parse the requests. */
export function openApiDocument(declared: readonly Declaration[], baseUrl: string): object {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of declared) {
    const path = route.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Divan',
      version: '1',
      description: 'Every page address answers JSON under Accept: application/json.',
    },
    servers: [{ url: baseUrl }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'divan_session' },
        operator: { type: 'apiKey', in: 'cookie', name: 'divan_operator' },
      },
    },
    paths,
  }
}

function operation(route: Declaration): object {
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(route),
    ...(route.method === 'post'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            schema: { type: 'string' },
            description: 'A repeat answers the first result.',
          },
        ]
      : []),
  ]
  return {
    summary: route.summary,
    tags: [route.surface],
    security: route.security.map((scheme) => ({ [scheme]: [] })),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.form
      ? { requestBody: { content: { 'application/json': { schema: jsonSchema(route.form) } } } }
      : {}),
    responses: {
      default: {
        description: 'The thing, or a problem document (RFC 9457) with errors: [{ field, message }].',
        ...(route.contentType
          ? { content: { [route.contentType]: {} } }
          : route.answer
            ? { content: { 'application/json': { schema: jsonSchema(route.answer, 'output') } } }
            : {}),
      },
    },
  }
}

function queryParameters(route: Declaration): object[] {
  if (!route.query) return []
  const schema = jsonSchema(route.query) as { properties?: Record<string, unknown> }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    schema: property,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): object {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
}
