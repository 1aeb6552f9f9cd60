import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import type { Role } from '../../../contract/route.ts'
import PageMissing from './PageMissing.vue'

export interface ConsolePage {
  /** The address below `/console/`. */
  id: string
  title: string
  /** Those who may read what the page shows. */
  roles: readonly Role[]
  view: Component
}

/** A page comes when it is first opened; one that does not come (after an update, say) says so. */
function page(id: string, title: string, roles: readonly Role[], loader: AsyncComponentLoader): ConsolePage {
  return {
    id,
    title,
    roles,
    view: defineAsyncComponent({ loader, errorComponent: PageMissing, delay: 0 }),
  }
}

/** Every page of the console in the order of its tabs. */
export const consolePages: readonly ConsolePage[] = [
  page('channels', '渠道', ['operator', 'admin'], () => import('../channels/ChannelsPage.vue')),
  page('waiting', '待处理', ['lead', 'admin'], () => import('../waiting/WaitingPage.vue')),
  page('members', '成员', ['admin'], () => import('../members/MembersPage.vue')),
  page('audit', '审计', ['auditor', 'admin'], () => import('../audit/AuditPage.vue')),
  page('budgets', '预算', ['operator', 'auditor', 'admin'], () => import('../budgets/BudgetsPage.vue')),
  page('alerts', '预警', ['operator', 'auditor', 'admin'], () => import('../alerts/AlertsPage.vue')),
  page('identity', '身份', ['admin'], () => import('../identity/IdentityPage.vue')),
  page('import', '导入', ['operator', 'admin'], () => import('../import/ImportPage.vue')),
  page('diagnostics', '诊断', ['operator', 'admin'], () => import('../diagnostics/DiagnosticsPage.vue')),
]

export const pathOf = ({ id }: Pick<ConsolePage, 'id'>): string => `/console/${id}`

/** The page at an address; `/console` itself is the first one that the role may see. */
export function pageAt(
  path: string,
  role: Role,
  pages: readonly ConsolePage[] = consolePages,
): ConsolePage | null {
  const id = path.replace(/^\/console\/?/, '').replace(/\/$/, '')
  if (id === '') return pages.find(({ roles }) => roles.includes(role)) ?? null
  return pages.find((page) => page.id === id) ?? null
}
