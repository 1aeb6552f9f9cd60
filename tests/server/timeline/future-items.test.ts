import { describe, expect, it } from 'vitest'
import type { Reminder } from '../../../src/contract/reminders.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { futureItems } from '../../../src/server/timeline/future-items.ts'
import { asOf, sampleFacts } from '../../domain/customers/sample-facts.ts'
import { sampleCoupon } from '../touches/desk-rows.ts'

const hour = 3_600_000
const day = 24 * hour
/** Midnight in Shanghai of the day of `asOf`. */
const today = asOf - 20 * hour
const products = new Map([
  ['S1', { name: '玫瑰精华', replenishDays: 60 }],
  ['S2', { name: '礼盒', replenishDays: null }],
])

function future(
  facts: Partial<CustomerFacts>,
  known: {
    birthday?: string | null
    coupons?: ReturnType<typeof sampleCoupon>[]
    reminders?: readonly Reminder[]
  } = {},
) {
  const nothing = { birthday: null, coupons: [], reminders: [], products }
  const items = futureItems(sampleFacts(facts), { ...nothing, ...known })
  return items.map(({ at, title, detail }) => [at, title, detail])
}

describe('what is expected', () => {
  it('nothing of a customer of whom nothing is known', () => expect(future({})).toEqual([]))

  it('what advisors will come back to, with a word when it is time', () => {
    const reminder = { reminderId: 'r1', at: asOf + hour, note: '问用得怎么样', by: '林晓' }
    const reminders = [
      { ...reminder, isMine: true, isDue: false },
      { ...reminder, reminderId: 'r2', at: asOf, note: '', isMine: false, isDue: true },
      { ...reminder, reminderId: 'r3', at: asOf + day, note: '', isMine: false, isDue: false },
    ]
    expect(future({}, { reminders })).toEqual([
      [asOf, '林晓 改约联系', '到时间了'],
      [asOf + hour, '我 改约联系', '问用得怎么样'],
      [asOf + day, '林晓 改约联系', null],
    ])
  })

  it('points that expire, if there are any and until they have', () => {
    const expected = [[asOf + day, '积分过期', '现有120分']]
    expect(future({ points: 120, pointsExpireAt: asOf + day })).toEqual(expected)
    expect(future({ points: 120, pointsExpireAt: asOf })).toHaveLength(1)
    expect(future({ points: 120, pointsExpireAt: asOf - 1 })).toEqual([])
    expect(future({ points: 0, pointsExpireAt: asOf + day })).toEqual([])
  })

  it('the end of live coupons only', () => {
    const coupons = [
      sampleCoupon({ expiresAt: asOf + day }),
      sampleCoupon({ couponId: 'cpn-2', state: 'claimed', expiresAt: asOf + 2 * day }),
      sampleCoupon({ couponId: 'cpn-3', state: 'redeemed' }),
      sampleCoupon({ couponId: 'cpn-4', expiresAt: asOf - 1 }),
    ]
    expect(future({}, { coupons })).toEqual([
      [asOf + day, '券「包邮+7天价保」到期', '还没领取'],
      [asOf + 2 * day, '券「包邮+7天价保」到期', '已领取未使用'],
    ])
  })

  it('the day a product is used up, today included', () => {
    const line = '玫瑰精华 用完提醒(预计)'
    expect(future({ boughtSkus: { S1: 50, S2: 1, S9: 1 } })).toEqual([[today + 10 * day, line, '50天前购买']])
    expect(future({ boughtSkus: { S1: 60 } })).toEqual([[today, line, '60天前购买']])
    expect(future({ boughtSkus: { S1: 61 } })).toEqual([])
  })

  it.each([
    ['1990-03-18', 0, '就是今天'],
    ['03-19', 1, '还有1天'],
    ['04-17', 30, '还有30天'],
  ])('the birthday %s in %i days', (birthday, inDays, detail) => {
    expect(future({}, { birthday })).toEqual([[today + inDays * day, '生日', detail]])
  })

  it('no birthday that is farther away or was yesterday', () => {
    expect(future({}, { birthday: '04-18' })).toEqual([])
    expect(future({}, { birthday: '03-17' })).toEqual([])
  })

  it('soonest first', () => {
    const items = future(
      { points: 5, pointsExpireAt: asOf + 9 * day, boughtSkus: { S1: 58 } },
      { birthday: '03-23' },
    )
    expect(items.map(([, title]) => title)).toEqual(['玫瑰精华 用完提醒(预计)', '生日', '积分过期'])
  })
})
