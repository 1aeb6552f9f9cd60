import type { AgentConfigCheck, ConfigVerdict, CorpConfigCheck } from '../../protocol/config-check.ts'
import type { ApiMessage, ContactWayView } from '../../protocol/api-message.ts'
import type { EventView } from '../../protocol/event-view.ts'
import type { Switches } from '../../protocol/switches.ts'
import type { WorldView } from '../../protocol/world-view.ts'

async function request<T>(path: string, method: string, body?: unknown): Promise<T> {
  const response = await fetch(`/simulator/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!response.ok) throw new Error(`${method} /simulator/api/${path} answered ${response.status}`)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

export const simulatorApi = {
  world: () => request<WorldView>('world', 'GET'),
  switches: () => request<Switches>('switches', 'GET'),
  changeSwitches: (patch: Partial<Switches>) => request<Switches>('switches', 'PUT', patch),
  resetSwitches: () => request<Switches>('switches', 'DELETE'),
  addNewCustomer: (userId: string, name: string) =>
    request<{ externalUserId: string }>('customers', 'POST', { userId, name }),
  contactWays: () => request<ContactWayView[]>('contact-ways', 'GET'),
  scan: (configId: string, name: string) =>
    request<{ userId: string; externalUserId: string }>(
      `contact-ways/${encodeURIComponent(configId)}/scan`,
      'POST',
      { name },
    ),
  apiMessages: (since: number) => request<ApiMessage[]>(`messages?since=${since}`, 'GET'),
  addCustomer: (userId: string, externalUserId: string) =>
    request<void>('follows', 'POST', { userId, externalUserId }),
  deleteCustomer: (userId: string, externalUserId: string, by: 'member' | 'customer') =>
    request<void>(
      `follows/${encodeURIComponent(userId)}/${encodeURIComponent(externalUserId)}?by=${by}`,
      'DELETE',
    ),
  events: () => request<EventView>('events', 'GET'),
  verifyCallback: () => request<{ problem: string }>('events/verify', 'POST'),
  rotateTokens: () => request<void>('rotate-tokens', 'POST'),
  verifyAgent: (check: AgentConfigCheck) => request<ConfigVerdict>('bridge/agent-config', 'POST', check),
  verifyCorp: (check: CorpConfigCheck) => request<ConfigVerdict>('bridge/corp-config', 'POST', check),
  mediaVerdict: async (mediaId: string) => {
    const { verdict } = await request<{ verdict: string }>(`media/${encodeURIComponent(mediaId)}`, 'GET')
    return verdict
  },
}
