import { setTimeout as delay } from 'node:timers/promises'
import type { CouponCard } from '../../contract/coupons.ts'
import { isInWelcomeTime, welcomeRefusal } from '../../domain/welcome/welcome-time.ts'
import type { ServerContext } from '../context.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { ArrivalOutcome } from './arrivals.ts'

/** Between tries, while another app is sending or WeCom was not reached at all; together less than the 20 s. */
export const welcomePausesMs: readonly number[] = [500, 1000, 2000, 4000, 8000]

export interface OutgoingWelcome {
  welcomeCode: string
  text: string
  card: CouponCard | null
  /** Of the event, epoch ms. */
  at: number
}

interface Sent {
  outcome: ArrivalOutcome
  errcode: number | null
}

/** Path 92137 of developer.work.weixin.qq.com. */
function bodyOf({ welcomeCode, text, card }: OutgoingWelcome): object {
  const attachments = card && [
    {
      msgtype: 'link',
      link: { title: card.title, picurl: card.imgUrl, desc: card.desc, url: card.link },
    },
  ]
  return { welcome_code: welcomeCode, text: { content: text }, ...(attachments ? { attachments } : {}) }
}

/** What an error means; null = worth another try. */
function settledBy(error: unknown): Sent | null {
  if (error instanceof WecomUnreachable) return error.isUndone ? null : { outcome: 'unknown', errcode: null }
  if (!(error instanceof WecomRefused)) throw error
  const outcome = welcomeRefusal(error.errcode)
  return outcome === 'busy' ? null : { outcome, errcode: error.errcode }
}

/** Sends it once within its 20 s. A try whose answer was lost is not repeated. */
export async function sendWelcome(
  { now }: Pick<ServerContext, 'now'>,
  client: Pick<WecomClient, 'post'>,
  welcome: OutgoingWelcome,
  pausesMs: readonly number[] = welcomePausesMs,
): Promise<Sent> {
  for (let attempt = 0; isInWelcomeTime(welcome.at, now()); attempt += 1) {
    try {
      await client.post('externalcontact/send_welcome_msg', bodyOf(welcome))
      return { outcome: 'sent', errcode: null }
    } catch (error) {
      const settled = settledBy(error)
      if (settled) return settled
      const pauseMs = pausesMs[attempt]
      if (pauseMs === undefined)
        return error instanceof WecomRefused
          ? { outcome: 'refused', errcode: error.errcode }
          : { outcome: 'unreachable', errcode: null }
      await delay(pauseMs)
    }
  }
  return { outcome: 'late', errcode: null }
}
