import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { api } from '../../contract/api.ts'
import { errorCodes } from '../../contract/errors.ts'
import { methodAndPath } from '../../contract/paths.ts'
import type { Route } from '../../contract/route.ts'

const jsonOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })

function parametersOf(where: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonOf(schema, 'input')
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

function securityOf(route: Route): object[] {
  if (route.access === 'public') return []
  return route.access === 'member' ? [{ session: [] }] : [{ shopKey: [route.access.scope] }]
}

/** Who may call it, in words: what `security` cannot say. */
function accessOf({ access, roles }: Route): string {
  if (access === 'public') return 'Access: public, no sign-in.'
  if (access === 'member') return `Access: session of a member. Roles: ${roles.join(', ')}.`
  return `Access: shop key with the scope ${access.scope}.`
}

function operationOf(route: Route): object {
  const idempotencyKey = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string' },
  }
  return {
    operationId: route.name,
    summary: route.summary,
    description: accessOf(route),
    security: securityOf(route),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...(route.isIdempotent ? [idempotencyKey] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonOf(route.body, 'input') } },
      },
    }),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: jsonOf(route.response, 'output') } },
      },
      default: {
        description: 'Error',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

/** The OpenAPI 3.1 document, made from the contract's routes. */
export function openApiDocument(publicUrl: string): Record<string, unknown> {
  const operations: Record<string, Record<string, object>> = {}
  for (const route of Object.values(api) as Route[]) {
    const { method, path } = methodAndPath(route.name)
    const template = path.replace(/:(\w+)/g, '{$1}')
    operations[template] = { ...operations[template], [method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '知客 zhike',
      version: '1',
      description: 'WeCom sales sidebar: panel, coupons, shop systems',
    },
    servers: [{ url: publicUrl }],
    paths: operations,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'zhike_session' },
        shopKey: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string', enum: Object.keys(errorCodes) },
            message: { type: 'string' },
            details: {},
          },
        },
      },
    },
  }
}

/** The document at /api/v1/openapi.json and a readable page at /docs. */
export async function serveOpenApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  const document = openApiDocument(publicUrl)
  app.get('/api/v1/openapi.json', async () => document)
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/docs' })
}
