import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { lostOrDoubled } from './kept.ts'
import type { Asked, Step, Story } from './story.ts'

let db: Database
beforeEach(async () => {
  db = await connect('file::memory:')
  await migrate(db)
})
afterEach(() => db.destroy())

function asked(step: Step, body: unknown, answer: unknown = null): Asked {
  const request = { route: 'redeemCoupon', body, headers: {} } as const
  const told = answer === null ? null : { status: 200, body: answer, cookies: [] }
  return { step, request, answer: told, isAcknowledged: told !== null }
}
const story = (...list: Asked[]): Story => ({ person: 'wm-1', couponId: 'cpn_1', orderId: 'r', asked: list })

async function addIdentity(): Promise<void> {
  const link = { kind: 'externalUserId', value: 'wm-1', customerId: 'cus_1', source: 'wecom', createdAt: 0 }
  await db.insertInto('identity').values(link).execute()
}

async function addCoupon(couponId: string, ...states: string[]): Promise<void> {
  const instants = { issuedAt: 0, expiresAt: 1, changedAt: 0 }
  const texts = { tokenHash: couponId, code: couponId, headline: '', rewardsJson: '[]', capsJson: '{}' }
  const ids = { couponId, customerId: 'cus_1', offerId: 'o', offerVersionId: 'v', issuedBy: 'lin' }
  const coupon = { ...instants, ...texts, ...ids, state: 'issued', costFen: 1, discountFen: 300 } as const
  await db.insertInto('coupon').values(coupon).execute()
  for (const [place, toState] of states.entries()) {
    const step = { fromState: null, toState, actor: 'lin', reason: '', at: 0, couponId }
    await db
      .insertInto('couponEvent')
      .values({ ...step, couponEventId: `${couponId}-${place}` })
      .execute()
  }
}

describe('what a store lost or doubled', () => {
  it('is an order or an event that is not there', async () => {
    const told = story(asked('orders', [{ orderId: 'a', paidFen: 100 }]), asked('events', [{ eventId: 'e' }]))
    expect(await lostOrDoubled(db, [told])).toEqual(['order a is not there', 'event e is not there'])
  })

  it('is a coupon that is not there, is there twice, or is another one', async () => {
    await addIdentity()
    const issued = story(asked('issue', {}))
    expect(await lostOrDoubled(db, [issued])).toEqual(['wm-1 has no coupon'])
    await addCoupon('cpn_1', 'issued')
    expect(await lostOrDoubled(db, [issued])).toEqual([])
    expect(await lostOrDoubled(db, [{ ...issued, couponId: 'cpn_0' }])).toEqual(['wm-1 has another coupon'])
    await addCoupon('cpn_2', 'issued')
    expect(await lostOrDoubled(db, [issued])).toEqual(['wm-1 has 2 coupons'])
  })

  it('is a step that did not happen or happened twice, and a discount that was told otherwise', async () => {
    await addIdentity()
    await addCoupon('cpn_1', 'issued', 'sent', 'redeemed', 'redeemed')
    const redeemed = story(asked('issue', {}), asked('open', {}), asked('redeem', {}, { discountFen: 200 }))
    expect(await lostOrDoubled(db, [redeemed])).toEqual([
      'wm-1: open happened 0 times',
      'wm-1: redeem happened 2 times',
      'wm-1: told a discount of 200, stored 300',
    ])
  })

  it('is a touch that is missing for a coupon that was sent', async () => {
    await addIdentity()
    await addCoupon('cpn_1', 'issued', 'sent')
    const sent = story(asked('issue', {}), asked('send', {}))
    expect(await lostOrDoubled(db, [sent])).toEqual(['wm-1: 0 touches of one coupon'])
  })
})
