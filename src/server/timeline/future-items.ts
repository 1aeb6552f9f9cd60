import type { Coupon } from '../../contract/coupons.ts'
import type { TimelineItem } from '../../contract/timeline.ts'
import { instantOf, isBirthday, localDay } from '../../domain/calendar.ts'
import type { Reminder } from '../../contract/reminders.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'

/** A birthday is announced this many local days ahead, today included. */
const birthdayDays = 30

type Known = Pick<CustomerFacts, 'asOf' | 'timeZone' | 'points' | 'pointsExpireAt' | 'boughtSkus'>

function item(id: string, at: number, title: string, detail: string | null = null): TimelineItem {
  return { id: `future:${id}`, kind: 'future', at, title, detail }
}

function pointsItem({ asOf, points, pointsExpireAt }: Known): TimelineItem[] {
  if (pointsExpireAt === null || pointsExpireAt < asOf || points === null || points <= 0) return []
  return [item('points', pointsExpireAt, '积分过期', `现有${points}分`)]
}

function couponItem(coupons: readonly Coupon[], asOf: number): TimelineItem[] {
  return coupons
    .filter(({ state, expiresAt }) => liveCouponStates.includes(state) && expiresAt >= asOf)
    .map(({ couponId, headline, expiresAt, state }) =>
      item(
        `coupon:${couponId}`,
        expiresAt,
        `券「${headline}」到期`,
        state === 'claimed' ? '已领取未使用' : '还没领取',
      ),
    )
}

/** A product's day of use is over `replenishDays` after it was last bought; today counts as still to come. */
function replenishItems(
  { asOf, timeZone, boughtSkus }: Known,
  products: ReadonlyMap<string, { name: string; replenishDays: number | null }>,
): TimelineItem[] {
  const today = localDay(asOf, timeZone)
  return Object.entries(boughtSkus).flatMap(([sku, daysAgo]) => {
    const product = products.get(sku)
    if (!product || product.replenishDays === null) return []
    const inDays = product.replenishDays - daysAgo
    if (inDays < 0) return []
    const at = instantOf(today + inDays, 0, 0, timeZone)
    return [item(`replenish:${sku}`, at, `${product.name} 用完提醒(预计)`, `${daysAgo}天前购买`)]
  })
}

function birthdayItem({ asOf, timeZone }: Known, birthday: string | null): TimelineItem[] {
  if (birthday === null) return []
  const today = localDay(asOf, timeZone)
  for (let inDays = 0; inDays <= birthdayDays; inDays += 1) {
    const at = instantOf(today + inDays, 0, 0, timeZone)
    if (isBirthday(birthday, at, timeZone)) {
      return [item('birthday', at, '生日', inDays === 0 ? '就是今天' : `还有${inDays}天`)]
    }
  }
  return []
}

/** What advisors will come back to; one whose time has come stays until it is ended. */
function reminderItems(reminders: readonly Reminder[]): TimelineItem[] {
  return reminders.map(({ reminderId, at, note, by, isMine, isDue }) => {
    const details = [isDue ? '到时间了' : '', note].filter((text) => text !== '')
    return item(
      `reminder:${reminderId}`,
      at,
      `${isMine ? '我' : by} 改约联系`,
      details.length > 0 ? details.join(' · ') : null,
    )
  })
}

/** What is expected of this customer, soonest first. */
export function futureItems(
  facts: Known,
  known: {
    birthday: string | null
    coupons: readonly Coupon[]
    products: ReadonlyMap<string, { name: string; replenishDays: number | null }>
    reminders: readonly Reminder[]
  },
): TimelineItem[] {
  return [
    ...pointsItem(facts),
    ...couponItem(known.coupons, facts.asOf),
    ...replenishItems(facts, known.products),
    ...birthdayItem(facts, known.birthday),
    ...reminderItems(known.reminders),
  ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}
