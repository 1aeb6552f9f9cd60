import { describe, expect, it } from 'vitest'
import { api } from '../../../src/contract/api.ts'
import { methodAndPath } from '../../../src/contract/paths.ts'
import { roles, type Route } from '../../../src/contract/route.ts'
import { openApiDocument } from '../../../src/server/plugins/openapi.ts'

interface Operation {
  operationId: string
  description: string
  security: Record<string, string[]>[]
}

const document = openApiDocument('https://zhike.example')
const paths = document['paths'] as Record<string, Record<string, Operation>>

function operationOf(route: Route): Operation | undefined {
  const { method, path } = methodAndPath(route.name)
  return paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

describe('the OpenAPI document', () => {
  it.each(Object.values(api) as Route[])('says who may call $name', (route) => {
    const { operationId, description, security } = operationOf(route) ?? {}
    expect(operationId).toBe(route.name)
    if (route.access === 'public') {
      expect(description).toMatch(/public/)
      expect(security).toEqual([])
    } else if (route.access === 'member') {
      const named = (description ?? '').split('Roles: ')[1]?.replace('.', '').split(', ')
      expect(named).toEqual([...route.roles])
      for (const role of roles) expect(named?.includes(role)).toBe(route.roles.includes(role))
      expect(security).toEqual([{ session: [] }])
    } else {
      expect(description).toMatch(new RegExp(`key with the scope ${route.access.scope}\\.$`))
      expect(security).toEqual([{ shopKey: [route.access.scope] }])
    }
  })

  it('knows routes of each kind', () => {
    const kinds = (Object.values(api) as Route[]).map(({ access }) =>
      typeof access === 'string' ? access : access.scope,
    )
    expect(new Set(kinds)).toEqual(new Set(['public', 'member', 'ingest', 'redeem']))
  })
})
