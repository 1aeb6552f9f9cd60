import type { ServerContext } from '../context.ts'
import { reactionTo, WecomRefused, WecomUnreachable } from './answer.ts'
import { createBreaker } from './api/breaker.ts'
import { exchange, type WecomAnswer } from './api/exchange.ts'
import { createLimits } from './api/limits.ts'
import { defaultPace, type Pace } from './api/pace.ts'
import { isRepeatable } from './api/repeatable.ts'
import type { Credentials, TicketKind } from './credentials.ts'
import { createHealth, type Health } from './health.ts'

export type { WecomAnswer }

export interface WecomClient {
  /** GET with the app's token; parameters are query parameters. */
  get: (path: string, query?: Record<string, string>) => Promise<WecomAnswer>
  /** POST with the app's token; parameters are a JSON body. A write is never repeated unless WeCom did not carry it out. */
  post: (path: string, body: object) => Promise<WecomAnswer>
  /** `isRefused`: WeCom refused a signature made with the stored one. */
  agentTicket: (isRefused?: boolean) => Promise<string>
  corpTicket: (isRefused?: boolean) => Promise<string>
}

interface Call {
  method: 'GET' | 'POST'
  path: string
  query: Record<string, string>
  body?: object
}

/** The client of the WeCom server API for the one self-built app. Throws WecomRefused or WecomUnreachable, nothing else. */
export function createWecomClient(
  { config, db, now }: Pick<ServerContext, 'config' | 'db' | 'now'>,
  credentials: Credentials,
  health: Health = createHealth({ db, now }),
  pace: Pace = defaultPace,
): WecomClient {
  const breaker = createBreaker(now)
  const limits = createLimits(now)

  /** Asks once. A refusal by WeCom is an answer here; what concerns the token itself is thrown. */
  async function askOnce({ path, query, body }: Call, timeoutMs: number) {
    const token = await credentials.accessToken().catch((error: unknown) => {
      if (!(error instanceof WecomUnreachable)) throw error
      throw new WecomUnreachable(error.message, { isUndone: true, isLasting: error.isLasting })
    })
    const { answer, answeredAt } = await exchange({
      apiUrl: config.wecom.apiUrl,
      path,
      query: { access_token: token, ...query },
      body,
      timeoutMs,
    })
    health.noteClock(answeredAt)
    return { token, answer }
  }

  async function judge(call: Call, token: string, { errcode, errmsg }: WecomAnswer): Promise<WecomRefused> {
    await health.refused(call.path, { errcode, errmsg })
    const reaction = reactionTo(errcode)
    if (reaction === 'wait') limits.reached(call.path)
    if (reaction === 'refresh-token') await credentials.discardToken(token)
    return new WecomRefused(call.path, errcode)
  }

  function isWorthRepeating(call: Call, error: unknown): boolean {
    if (error instanceof WecomRefused) return !error.isRemembered && reactionTo(error.errcode) === 'retry'
    if (!(error instanceof WecomUnreachable) || error.isLasting || breaker.isOpen()) return false
    return error.isUndone || isRepeatable(call.method, call.path)
  }

  async function ask(call: Call): Promise<WecomAnswer> {
    limits.check(call.path)
    const startedAt = performance.now()
    const leftMs = () => pace.budgetMs - (performance.now() - startedAt)
    let refusedToken: string | null = null
    for (let attempt = 1; ; attempt += 1) {
      let error: unknown
      try {
        const { token, answer } = await breaker.run(() =>
          askOnce(call, Math.max(1, Math.ceil(Math.min(pace.timeoutMs, leftMs())))),
        )
        if (answer.errcode === 0) {
          await health.answered(call.path)
          return answer
        }
        error = await judge(call, token, answer)
        if (reactionTo(answer.errcode) === 'refresh-token' && refusedToken === null) {
          refusedToken = token
          if ((await credentials.accessToken()) !== token) continue
        }
      } catch (thrown) {
        error = thrown
      }
      const pauseMs = pace.pauseMs * 2 ** (attempt - 1)
      if (attempt >= pace.attempts || !isWorthRepeating(call, error) || leftMs() <= pauseMs) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  const get = (path: string, query: Record<string, string> = {}) => ask({ method: 'GET', path, query })

  async function ticket(kind: TicketKind, isRefused: boolean, fetchTicket: () => Promise<WecomAnswer>) {
    if (isRefused) {
      await health.refused(`jssdk/${kind}`, { errcode: 40093 })
      await credentials.discardTicket(kind)
    }
    return credentials.ticket(kind, fetchTicket)
  }

  return {
    get,
    post: (path, body) => ask({ method: 'POST', path, query: {}, body }),
    agentTicket: (isRefused = false) =>
      ticket('agent-ticket', isRefused, () => get('ticket/get', { type: 'agent_config' })),
    corpTicket: (isRefused = false) => ticket('corp-ticket', isRefused, () => get('get_jsapi_ticket')),
  }
}
