import { createHash } from 'node:crypto'
import type { ServerContext } from '../context.ts'
import { createLeases } from '../leases/leases.ts'
import { limitCode, reactionTo, WecomRefused, WecomUnreachable } from './answer.ts'
import { exchange, type WecomAnswer } from './api/exchange.ts'
import { defaultPace, type Pace } from './api/pace.ts'
import { createRefreshRecord } from './api/refresh-record.ts'
import { createHealth, type Health } from './health.ts'

/** Refreshed this long before WeCom's own expiry. */
const marginMs = 5 * 60_000
/** How often a refused one may be fetched anew, by all processes together; tickets are rationed to 100 an hour. */
const restMs = { token: 5_000, 'agent-ticket': 60_000, 'corp-ticket': 60_000 }
/** Asking again and again with a wrong secret can ban the caller's address for an hour. */
const wrongSecretRestMs = 5 * 60_000
/** Longer than one exchange with WeCom lasts; whoever was killed while holding it blocks the others no longer than this. */
export const leaseMs = 15_000
const refusedRestMs = 60_000
const wrongSecretCodes = new Set([40001, 40013, 40091, 41004])

export type TicketKind = 'agent-ticket' | 'corp-ticket'
type Kind = 'token' | TicketKind

export interface Credentials {
  accessToken: () => Promise<string>
  /** Forgets a token that WeCom no longer takes, unless another process has replaced it already. */
  discardToken: (value: string) => Promise<void>
  /** Forgets a ticket whose signature WeCom refused; at most once a minute, since tickets are rationed. */
  discardTicket: (kind: TicketKind) => Promise<void>
  ticket: (kind: TicketKind, fetchTicket: () => Promise<WecomAnswer>) => Promise<string>
}

/** Token and tickets live in the database, one per app; one process at a time refreshes each, the others wait for its value. */
export function createCredentials(
  { config, db, now }: Pick<ServerContext, 'config' | 'db' | 'now'>,
  health: Health = createHealth({ db, now }),
  pace: Pace = defaultPace,
): Credentials {
  const running = new Map<Kind, Promise<string>>()
  const leases = createLeases({ db, now })
  const record = createRefreshRecord({ db, now })
  const { corpId, agentId, secret, apiUrl } = config.wecom
  const asked = createHash('sha256').update([corpId, agentId, secret].join('\n')).digest('hex')
  const keyOf = (kind: Kind) => `${corpId}/${agentId}/${kind}`
  const leaseOf = (kind: Kind) => `wecom ${keyOf(kind)}`

  async function stored(kind: Kind): Promise<string | undefined> {
    const row = await db
      .selectFrom('wecomCredential')
      .select(['value', 'expiresAt'])
      .where('kind', '=', keyOf(kind))
      .executeTakeFirst()
    return row && row.expiresAt > now() ? row.value : undefined
  }

  async function store(kind: Kind, value: string, expiresInSeconds: number): Promise<void> {
    const lifeMs = expiresInSeconds * 1000
    const expiresAt = now() + lifeMs - Math.min(marginMs, lifeMs / 2)
    await db
      .insertInto('wecomCredential')
      .values({ kind: keyOf(kind), value, expiresAt })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet({ value, expiresAt }))
      .execute()
  }

  async function refresh(kind: Kind, field: string, ask: () => Promise<WecomAnswer>): Promise<string> {
    try {
      const answer = await ask()
      const value = answer[field]
      if (typeof value !== 'string' || value === '')
        throw new WecomUnreachable(`WeCom answered no ${field} for ${kind}`)
      await store(kind, value, Number(answer['expires_in'] ?? 7200))
      return value
    } catch (error) {
      if (error instanceof WecomRefused && !error.isRemembered && isLasting(error.errcode)) {
        const rest = wrongSecretCodes.has(error.errcode) ? wrongSecretRestMs : refusedRestMs
        await record.remember(keyOf(kind), { errcode: error.errcode, asked, until: now() + rest })
      }
      throw error
    }
  }

  async function obtain(kind: Kind, field: string, ask: () => Promise<WecomAnswer>): Promise<string> {
    const givenUpAt = performance.now() + pace.budgetMs
    for (;;) {
      const known = await stored(kind)
      if (known !== undefined) return known
      const refused = await record.remembered(keyOf(kind), asked)
      if (refused !== null) throw new WecomRefused(kind, refused, { isRemembered: true })
      const lease = await leases.take({ name: leaseOf(kind), ms: leaseMs })
      if (lease) {
        try {
          // The one before may have finished between our look and our turn.
          return (await stored(kind)) ?? (await refresh(kind, field, ask))
        } finally {
          await lease.release()
        }
      }
      if (performance.now() > givenUpAt)
        throw new WecomUnreachable(`another process is still fetching the ${kind}`, { isUndone: true })
      await new Promise((resolve) => setTimeout(resolve, pace.pollMs))
    }
  }

  function single(kind: Kind, field: string, ask: () => Promise<WecomAnswer>): Promise<string> {
    const ongoing = running.get(kind)
    if (ongoing) return ongoing
    const started = obtain(kind, field, ask).finally(() => running.delete(kind))
    running.set(kind, started)
    return started
  }

  /** In one transaction, so that who may not force finds the old value gone already. */
  async function forget(kind: Kind, value?: string): Promise<void> {
    await db.transaction().execute(async (trx) => {
      if (!(await record.mayForce(trx, keyOf(kind), restMs[kind]))) return
      const row = trx.deleteFrom('wecomCredential').where('kind', '=', keyOf(kind))
      await (value === undefined ? row : row.where('value', '=', value)).execute()
    })
  }

  async function getToken(): Promise<WecomAnswer> {
    const query = { corpid: corpId, corpsecret: secret }
    const { timeoutMs } = pace
    const { answer, answeredAt } = await exchange({ apiUrl, path: 'gettoken', query, timeoutMs })
    health.noteClock(answeredAt)
    if (answer.errcode !== 0) {
      await health.refused('gettoken', answer)
      throw new WecomRefused('gettoken', answer.errcode)
    }
    await health.answered('gettoken')
    return answer
  }

  return {
    accessToken: () => single('token', 'access_token', getToken),
    async discardToken(value) {
      if ((await stored('token')) === value) await forget('token', value)
    },
    discardTicket: (kind) => forget(kind),
    ticket: (kind, fetchTicket) => single(kind, 'ticket', fetchTicket),
  }
}

function isLasting(errcode: number): boolean {
  return reactionTo(errcode) === 'fail' || errcode === limitCode
}
