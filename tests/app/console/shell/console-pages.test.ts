import { describe, expect, it } from 'vitest'
import { consolePages, pageAt, pathOf } from '../../../../src/app/console/shell/console-pages.ts'
import { api } from '../../../../src/contract/api.ts'
import { roles, type Route } from '../../../../src/contract/route.ts'

/** What each page reads first: whoever may not read it has no use for the page. */
const reads: Record<string, Route> = {
  channels: api.listChannels,
  waiting: api.listEscalations,
  members: api.listMembers,
  audit: api.searchAudit,
  alerts: api.listAlerts,
  identity: api.listIdentityLinks,
  budgets: api.listBudgets,
  import: api.listImports,
  diagnostics: api.getDiagnostics,
}

describe('the pages of the console', () => {
  it.each(consolePages)('$id is open to those who may read what it shows', ({ id, roles: allowed }) => {
    expect([...allowed].sort()).toEqual([...(reads[id]?.roles ?? [])].sort())
  })

  it.each(roles)('%s lands on a page that is theirs, or on none', (role) => {
    const own = consolePages.filter((page) => page.roles.includes(role))
    expect(pageAt('/console', role)).toBe(own[0] ?? null)
    expect(pageAt('/console/', role)).toBe(own[0] ?? null)
  })

  it('a page is found by its address, whoever asks, and nothing else is', () => {
    for (const page of consolePages) {
      expect(pageAt(pathOf(page), 'advisor')).toBe(page)
      expect(pageAt(`${pathOf(page)}/`, 'advisor')).toBe(page)
    }
    for (const path of ['/console/none', '/console/members/LinXi', '/consolemembersx'])
      expect(pageAt(path, 'admin')).toBeNull()
  })
})
