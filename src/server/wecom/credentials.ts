import type { ServerContext } from '../context.ts'
import { WecomRefused } from './answer.ts'
import { exchange, type WecomAnswer } from './client.ts'

/** Refreshed this long before WeCom's own expiry. */
const marginMs = 5 * 60_000
const ticketRestMs = 60_000

export type TicketKind = 'agent-ticket' | 'corp-ticket'

export interface Credentials {
  accessToken: () => Promise<string>
  /** Forgets a token that WeCom no longer takes, unless another process has replaced it already. */
  discardToken: (value: string) => Promise<void>
  /** Forgets a ticket whose signature WeCom refused; at most once a minute, since tickets are rationed (wecom.md 2.1). */
  discardTicket: (kind: TicketKind) => Promise<void>
  ticket: (kind: TicketKind, fetchTicket: () => Promise<WecomAnswer>) => Promise<string>
}

/** Token and tickets live in the database, one per app; within a process only one refresh runs at a time. */
export function createCredentials({
  config,
  db,
  now,
}: Pick<ServerContext, 'config' | 'db' | 'now'>): Credentials {
  const running = new Map<string, Promise<string>>()
  const discardedAt = new Map<TicketKind, number>()
  const { corpId, agentId, secret, apiUrl } = config.wecom
  const keyOf = (kind: string) => `${corpId}/${agentId}/${kind}`

  async function stored(kind: string): Promise<string | undefined> {
    const row = await db
      .selectFrom('wecomCredential')
      .select(['value', 'expiresAt'])
      .where('kind', '=', keyOf(kind))
      .executeTakeFirst()
    return row && row.expiresAt > now() ? row.value : undefined
  }

  async function store(kind: string, value: string, expiresInSeconds: number): Promise<void> {
    const lifeMs = expiresInSeconds * 1000
    const expiresAt = now() + lifeMs - Math.min(marginMs, lifeMs / 2)
    await db
      .insertInto('wecomCredential')
      .values({ kind: keyOf(kind), value, expiresAt })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet({ value, expiresAt }))
      .execute()
  }

  async function obtain(kind: string, field: string, ask: () => Promise<WecomAnswer>): Promise<string> {
    const known = await stored(kind)
    if (known !== undefined) return known
    const ongoing = running.get(kind)
    if (ongoing) return ongoing
    const refresh = (async () => {
      const answer = await ask()
      if (answer.errcode !== 0) throw new WecomRefused(kind, answer.errcode)
      const value = String(answer[field])
      await store(kind, value, Number(answer['expires_in'] ?? 7200))
      return value
    })().finally(() => running.delete(kind))
    running.set(kind, refresh)
    return refresh
  }

  return {
    accessToken: () =>
      obtain('token', 'access_token', () =>
        exchange(apiUrl, 'gettoken', { corpid: corpId, corpsecret: secret }),
      ),
    async discardToken(value) {
      await db
        .deleteFrom('wecomCredential')
        .where('kind', '=', keyOf('token'))
        .where('value', '=', value)
        .execute()
    },
    async discardTicket(kind) {
      if (now() - (discardedAt.get(kind) ?? -Infinity) < ticketRestMs) return
      discardedAt.set(kind, now())
      await db.deleteFrom('wecomCredential').where('kind', '=', keyOf(kind)).execute()
    },
    ticket: (kind, fetchTicket) => obtain(kind, 'ticket', fetchTicket),
  }
}
