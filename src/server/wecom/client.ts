import type { ServerContext } from '../context.ts'
import { reactionTo, WecomRefused, WecomUnreachable } from './answer.ts'
import type { Credentials, TicketKind } from './credentials.ts'

const timeoutMs = 5000
const attempts = 3

export type WecomAnswer = { errcode: number; errmsg?: string } & Record<string, unknown>

export interface WecomClient {
  /** GET with the app's token; parameters are query parameters. */
  get: (path: string, query?: Record<string, string>) => Promise<WecomAnswer>
  /** `isRefused`: WeCom refused a signature made with the stored one. */
  agentTicket: (isRefused?: boolean) => Promise<string>
  corpTicket: (isRefused?: boolean) => Promise<string>
}

/** One exchange. The token goes into the query because WeCom accepts it nowhere else; so addresses are never logged. */
export async function exchange(
  apiUrl: string,
  path: string,
  query: Record<string, string>,
): Promise<WecomAnswer> {
  const url = new URL(`${apiUrl}/cgi-bin/${path}`)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
  } catch (cause) {
    throw new WecomUnreachable(`no answer from WeCom for ${path}`, { cause })
  }
  if (!response.ok) throw new WecomUnreachable(`WeCom answered ${response.status} for ${path}`)
  const body: unknown = await response.json().catch(() => null)
  if (typeof body !== 'object' || body === null || typeof (body as WecomAnswer).errcode !== 'number') {
    throw new WecomUnreachable(`WeCom answered no JSON for ${path}`)
  }
  return body as WecomAnswer
}

/** The client of the WeCom server API for the one self-built app. */
export function createWecomClient(
  { config }: Pick<ServerContext, 'config'>,
  credentials: Credentials,
): WecomClient {
  async function get(path: string, query: Record<string, string> = {}): Promise<WecomAnswer> {
    let isRefreshed = false
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts
      const token = await credentials.accessToken()
      let answer: WecomAnswer
      try {
        answer = await exchange(config.wecom.apiUrl, path, { access_token: token, ...query })
      } catch (error) {
        if (isLast) throw error
        await pause(attempt)
        continue
      }
      if (answer.errcode === 0) return answer
      const reaction = reactionTo(answer.errcode)
      if (reaction === 'refresh-token' && !isRefreshed) {
        isRefreshed = true
        await credentials.discardToken(token)
        continue
      }
      if (reaction !== 'retry' || isLast) throw new WecomRefused(path, answer.errcode)
      await pause(attempt)
    }
  }

  async function ticket(kind: TicketKind, isRefused: boolean, fetchTicket: () => Promise<WecomAnswer>) {
    if (isRefused) await credentials.discardTicket(kind)
    return credentials.ticket(kind, fetchTicket)
  }

  return {
    get,
    agentTicket: (isRefused = false) =>
      ticket('agent-ticket', isRefused, () => get('ticket/get', { type: 'agent_config' })),
    corpTicket: (isRefused = false) => ticket('corp-ticket', isRefused, () => get('get_jsapi_ticket')),
  }
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt))
}
