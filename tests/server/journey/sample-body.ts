import { z } from 'zod'
import { api } from '../../../src/contract/api.ts'
import type { Route } from '../../../src/contract/route.ts'
import type { RouteName } from '../../../src/contract/paths.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (choice) return sampleOf(choice)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] as JsonSchema)]),
      )
    case 'array':
      return (schema.minItems ?? 0) > 0 ? [sampleOf(schema.items as JsonSchema)] : []
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    default:
      return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
  }
}

/** The least body that the contract takes on this route; absent where it takes none. */
export function sampleBody(name: RouteName): { body?: unknown } {
  const route: Route = api[name]
  if (!route.body) return {}
  const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' })
  return { body: sampleOf(schema as JsonSchema) }
}
