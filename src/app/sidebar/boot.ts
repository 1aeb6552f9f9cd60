import type { Boot } from '../../contract/session.ts'
import type { ApiClient } from '../api.ts'

/** What the server wrote into the page; a page served without it (the development server) asks instead. */
export async function readBoot(api: Pick<ApiClient, 'getSession'>): Promise<Boot> {
  const text = document.getElementById('boot')?.textContent
  if (text) return JSON.parse(text) as Boot
  const session = await api.getSession({}).catch(() => null)
  return { session, signature: null, problem: null }
}
