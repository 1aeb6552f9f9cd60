import { renderWelcome } from '../../domain/welcome/channel-welcome.ts'
import { isInWelcomeTime } from '../../domain/welcome/welcome-time.ts'
import type { GreetEvent, WelcomeHandlers } from '../callbacks/handlers.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { readSettings } from '../settings/service.ts'
import {
  type Arrival,
  arrivalKey,
  type ArrivalOutcome,
  insertArrival,
  isWelcomed,
  lastArrival,
  settleArrival,
} from './arrivals.ts'
import type { WelcomeLink, WelcomeNeeds } from './needs.ts'
import { type ChannelRecord, findById, findByState } from './repository.ts'
import { sendWelcome, welcomePausesMs } from './send.ts'
import { readStoreWelcome } from './store-welcome.ts'

/** A welcome that is about to go out. */
interface Prepared {
  arrivalKey: string
  userId: string
  text: string
  link: WelcomeLink | null
}

interface Sender {
  advisorName: string | null
  storeName: string
}

/**
 * Welcomes new contacts: the one message that goes out without an advisor's tap. The arrival is stored before anything is
 * sent, so that of repeats and of several processes one sends; the channel's tags are set whatever becomes of the message.
 */
export function createWelcome(
  context: ServerContext,
  needs: WelcomeNeeds,
  pausesMs: readonly number[] = welcomePausesMs,
): WelcomeHandlers {
  const { db, now, log, config } = context

  /** After a consent or a half-add the platform may name no channel: it is the one of the arrival before. */
  async function channelOf(trx: Database, { state, userId, isHalf }: GreetEvent, customerId: string) {
    if (state !== '') return findByState(trx, state)
    const before = await lastArrival(trx, { customerId, userId })
    const isOfBefore = before?.outcome === 'consent' || (isHalf !== true && before?.isHalf === 1)
    return isOfBefore && before.channelId !== null ? findById(trx, before.channelId) : null
  }

  async function standing(
    trx: Database,
    { welcomeCode, at, userId, isHalf = false }: GreetEvent,
    { customerId, hasWelcome, asOf }: { customerId: string; hasWelcome: boolean; asOf: number },
  ): Promise<ArrivalOutcome> {
    if (!hasWelcome) return 'none'
    if (await isWelcomed(trx, { customerId, userId }, { isHalf, at })) return 'welcomed'
    if (welcomeCode === null) return 'no-code'
    if (!isInWelcomeTime(at, asOf)) return 'late'
    const customer = await needs.customers.find(customerId, trx)
    return (customer?.optedOutAt ?? null) === null ? 'sending' : 'opted-out'
  }

  /** Null where nothing is to be sent, or another process is about to. */
  async function arrive(trx: Database, event: GreetEvent, sender: Sender): Promise<Prepared | null> {
    const { externalUserId, userId, state, at } = event
    const asOf = now()
    const customerId = await needs.identity.resolveCustomer(trx, { externalUserId }, 'wecom', asOf)
    const channel: ChannelRecord | null = await channelOf(trx, event, customerId)
    const welcome = channel?.welcome ?? (await readStoreWelcome(trx))
    const outcome = await standing(trx, event, { customerId, hasWelcome: welcome !== null, asOf })
    const arrival: Arrival = {
      arrivalKey: arrivalKey(event),
      customerId,
      userId,
      channelId: channel?.channelId ?? null,
      state,
      arrivedAt: at,
      outcome,
      errcode: null,
      settledAt: outcome === 'sending' ? null : asOf,
      isHalf: event.isHalf === true ? 1 : 0,
    }
    if (!(await insertArrival(trx, arrival))) return null
    if (channel)
      await needs.tags.addByChannel(trx, {
        customerId,
        userId,
        channelName: channel.name,
        names: channel.tags,
      })
    if (welcome === null || outcome !== 'sending') return null
    const link = welcome.hasQuiz ? await needs.quizLinks.issue(trx, { customerId, userId, asOf }) : null
    const quizEndsAt = link?.expiresAt ?? null
    const text = renderWelcome(welcome, { ...sender, quizEndsAt, timeZone: config.timeZone })
    return { arrivalKey: arrival.arrivalKey, userId, text, link }
  }

  async function settle(
    trx: Database,
    { arrivalKey: key, userId, text, link }: Prepared,
    { outcome, errcode }: { outcome: ArrivalOutcome; errcode: number | null },
  ): Promise<void> {
    const asOf = now()
    const { customerId } = await settleArrival(trx, key, { outcome, errcode, settledAt: asOf })
    if (outcome === 'sent') {
      const ruleId = link ? 'NBA-18' : 'WEL-02'
      const kind = { contentType: 'welcome', via: 'sent', isReply: false } as const
      await needs.touches.recordBubble(trx, { customerId, userId, text, ruleId, ...kind, asOf })
      if (link) await needs.quizLinks.markSent(trx, link.quizLinkId, asOf)
    }
    // Where nobody knows whether it went out the link goes on: opening it would prove it.
    else if (link && outcome !== 'unknown') await needs.quizLinks.withdraw(trx, link.quizLinkId, asOf)
  }

  const inTransaction = <T>(work: (trx: Database) => Promise<T>) =>
    retryTransient(() => db.transaction().execute(work))

  return {
    async greet(event) {
      const { userId, welcomeCode, at } = event
      // Read before the transaction, which on SQLite holds the only connection.
      const [name, { storeName }] = [await needs.members.nameOf(userId), await readSettings(context)]
      const sender = { advisorName: name === userId ? null : name, storeName }
      const prepared = await inTransaction((trx) => arrive(trx, event, sender))
      if (prepared === null || welcomeCode === null) return
      const outgoing = { welcomeCode, text: prepared.text, card: prepared.link?.card ?? null, at }
      const sent = await sendWelcome(context, needs.client, outgoing, pausesMs)
      await inTransaction((trx) => settle(trx, prepared, sent))
      log.info({ ...sent, hasQuiz: prepared.link !== null }, 'welcome')
    },
  }
}
