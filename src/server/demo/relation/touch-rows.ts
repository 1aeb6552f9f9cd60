import type { Insertable } from 'kysely'
import type { ContentType } from '../../../domain/cadence/content-type.ts'
import { parseBody } from '../../../domain/scripts/placeholders.ts'
import { renderScript } from '../../../domain/scripts/render.ts'
import { salutation } from '../../../domain/scripts/salutation.ts'
import type { Script } from '../../../domain/scripts/script.ts'
import type { NotableKey } from '../../../simulator/people/notable.ts'
import { randomOf, wholeBetween, type Random } from '../../../simulator/people/random.ts'
import type { Schema } from '../../db/schema.ts'
import { scriptLibrary } from '../../starter/scripts/script-library.ts'
import type { DemoClock } from '../clock.ts'
import type { CouponStory } from '../coupons/coupon-story.ts'
import type { DemoCustomer } from '../customers.ts'
import { demoSettings } from '../store/terms.ts'

export interface TouchRows {
  touches: Insertable<Schema['touch']>[]
  bubbles: Insertable<Schema['touchBubble']>[]
}

interface Sending {
  at: number
  userId: string
  contentType: ContentType
  text: string
  scriptId: string | null
  coupon: CouponStory | null
}

const usual = new Set(['称呼', '顾问', '店名'])

/** Scripts that are complete for anybody, by what they carry. */
const talks = scriptLibrary.filter(
  ({ scene, body, contentType }) =>
    scene === 'single' && contentType !== 'welcome' && parseBody(body).names.every((name) => usual.has(name)),
)
/** Those that use the weekly quota, so that the meter of the told people is as told. */
const counted = talks.filter(({ contentType }) => contentType !== 'service')

/** Days before today on which the notable people were written to; the others by chance. */
const told: Partial<Record<NotableKey, number[]>> = {
  newcomer: [],
  hesitant: [5, 1],
  vip: [9],
  birthday: [16],
  fullCart: [12],
  optedOut: [20],
  silent: [8],
  foreign: [10],
  asking: [2],
}

function daysOf({ persona }: DemoCustomer, random: Random): number[] {
  if (persona.notable !== null) return told[persona.notable] ?? [6]
  if (random() < 0.5) return []
  const days: number[] = []
  for (let daysAgo = wholeBetween(random, 1, 12); daysAgo < 60 && days.length < 4;) {
    days.push(daysAgo)
    daysAgo += wholeBetween(random, 5, 18)
  }
  return days
}

function scriptSending(
  customer: DemoCustomer,
  script: Script | undefined,
  at: number,
  advisorNames: ReadonlyMap<string, string>,
): Sending[] {
  const { contact, ownerUserId } = customer
  const follow = contact.follows.find(({ userId }) => userId === ownerUserId)
  if (!script || at <= customer.firstFollowAt) return []
  const { text, isComplete } = renderScript(script.body, {
    称呼: salutation(follow?.remark),
    顾问: advisorNames.get(ownerUserId),
    店名: demoSettings.storeName,
  })
  const { contentType, scriptId } = script
  return isComplete ? [{ at, userId: ownerUserId, contentType, text, scriptId, coupon: null }] : []
}

function couponSendings(stories: readonly CouponStory[]): Sending[] {
  return stories.flatMap((coupon) =>
    coupon.sentAt === null
      ? []
      : [
          {
            at: coupon.sentAt,
            userId: coupon.issuedBy,
            contentType: 'offer' as const,
            text: coupon.headline,
            scriptId: null,
            coupon,
          },
        ],
  )
}

/** What advisors sent to this customer: scripts in golden hours, and the cards of the coupons. */
export function touchRows(
  customer: DemoCustomer,
  stories: readonly CouponStory[],
  advisorNames: ReadonlyMap<string, string>,
  clock: DemoClock,
): TouchRows {
  const { index, customerId } = customer
  const random = randomOf('touches', index)
  const from = customer.persona.notable === null ? talks : counted
  const scripts = daysOf(customer, random).flatMap((daysAgo) => {
    const at = clock.at(daysAgo, wholeBetween(random, 19, 21), wholeBetween(random, 0, 55))
    return scriptSending(customer, from[Math.floor(random() * from.length)], at, advisorNames)
  })
  const sendings = [...scripts, ...couponSendings(stories)].sort((a, b) => a.at - b.at)
  const rows: TouchRows = { touches: [], bubbles: [] }
  sendings.forEach(({ at, userId, contentType, text, scriptId, coupon }, place) => {
    const touchId = `tch_demo_${index + 1}_${place + 1}`
    const shared = { touchId, customerId, userId, couponId: coupon?.couponId ?? null }
    rows.touches.push({
      ...shared,
      contentType,
      ruleId: coupon?.draft.terms.ruleId ?? null,
      startedAt: at,
      lastBubbleAt: at,
      bubbles: 1,
      isReply: 0,
      overrideKind: null,
      overrideNote: null,
    })
    rows.bubbles.push({
      ...shared,
      bubbleId: `bub_demo_${index + 1}_${place + 1}`,
      scriptId,
      contentType,
      isReply: 0,
      text,
      via: 'sent',
      isEdited: 0,
      at,
    })
  })
  return rows
}
