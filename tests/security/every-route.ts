import { z } from 'zod'
import { api } from '../../src/contract/api.ts'
import { methodAndPath, type Method } from '../../src/contract/paths.ts'
import type { Route } from '../../src/contract/route.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Every route of the interface; one that is added is in every test of this folder without being named. */
export const routes: readonly Route[] = Object.values(api)

export const isWrite = ({ name }: Route) => methodAndPath(name).method !== 'GET'

export interface PlainRequest {
  method: Method
  url: string
  payload?: string
  headers: Record<string, string>
}

const odd: Record<string, string> = { token: 'tokentokentokentokento' }

function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (choice) return sampleOf(choice as JsonSchema)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sampleOf(part as JsonSchema)]),
      )
    case 'array':
      return [sampleOf((schema.items ?? {}) as JsonSchema)]
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'string':
      return schema.format === 'date' ? '2026-03-10' : 'x'.repeat(Math.max(1, schema.minLength ?? 1))
    default:
      return 'x'
  }
}

/** A value with every field that the contract knows, optional ones too. */
export function fullSample(schema: z.ZodType): unknown {
  return sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
}

/** The address of a route; ids that nobody knows stand where none is given. */
export function addressOf(route: Route, params: Record<string, string> = {}): string {
  const { path } = methodAndPath(route.name)
  return path.replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(params[name] ?? odd[name] ?? `unknown_${name}`),
  )
}

/** A well-formed request to this route. */
export function requestOf(
  route: Route,
  { params = {}, headers = {} }: { params?: Record<string, string>; headers?: Record<string, string> } = {},
): PlainRequest {
  const { method } = methodAndPath(route.name)
  const url = addressOf(route, params)
  if (!route.body) return { method, url, headers }
  const payload = JSON.stringify(fullSample(route.body))
  return { method, url, payload, headers: { 'content-type': 'application/json', ...headers } }
}
