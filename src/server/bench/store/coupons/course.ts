import { dayMs, hourMs, minuteMs } from '../../../../domain/calendar.ts'
import type { Draw } from '../../../../domain/learning/random/generator.ts'
import { longLook } from '../../../starter/offers/price.ts'
import { pickOne, wholeBetween } from '../draws.ts'
import { type BenchOrder, localDayOf } from '../order-rows.ts'
import type { BenchPerson } from '../person-rows.ts'

const couponShare = 0.36
const redeemedShare = 0.6
const openedShare = 0.5
const claimedShare = 0.2
const validMs = dayMs
/** All are over: the latest was issued so many days ago. */
const endedDays = { least: 20, most: 200 }
/** Digits by letters that codes are made of. */
const letters = 'ABCDEFGHJK'

export const discountFen = longLook.terms.rewards.reduce(
  (sum, reward) => sum + (reward.kind === 'amount' ? reward.amountFen : 0),
  0,
)

/** What became of a coupon. */
export interface Course {
  number: string
  couponId: string
  code: string
  customerId: string
  issuedBy: string
  issuedAt: number
  sentAt: number
  openedAt: number | null
  claimedAt: number | null
  /** With an order; else it expired. */
  order: { orderId: string; orderedAt: number; amountFen: number } | null
  expiresAt: number
  /** When redemption or expiry was booked. */
  endedAt: number
}

function isUsable({ status, orderedDay, netFen }: BenchOrder, today: number): boolean {
  const ago = today - orderedDay
  const isThen = ago >= endedDays.least && ago <= endedDays.most
  return status === 'paid' && isThen && netFen >= longLook.terms.minSpendFen
}

/** One coupon of the past for some customers, redeemed with one of their orders where one fits; null for the others. */
export function drawCourse(
  draw: Draw,
  { index, customerId, userIds, followedAt }: BenchPerson,
  { orders, asOf }: { orders: readonly BenchOrder[]; asOf: number },
): Course | null {
  if (draw() >= couponShare) return null
  const usable = orders.filter((order) => isUsable(order, localDayOf(asOf)))
  const order = usable.length > 0 && draw() < redeemedShare ? pickOne(draw, usable) : null
  const issuedAt = order
    ? order.createdAt - wholeBetween(draw, 2, 20) * hourMs
    : asOf - wholeBetween(draw, endedDays.least, endedDays.most) * dayMs
  if (issuedAt <= followedAt) return null
  const number = String(index).padStart(8, '0')
  const symbols = number.replace(/\d/g, (digit) => letters.charAt(Number(digit)))
  const openedAt = order || draw() < openedShare ? issuedAt + hourMs : null
  const claimedAt =
    openedAt !== null && (order || draw() < claimedShare)
      ? openedAt + wholeBetween(draw, 5, 300) * 1000
      : null
  const expiresAt = issuedAt + validMs
  return {
    number,
    couponId: `cpn_bench${number}`,
    code: `BENC-${symbols.slice(0, 4)}-${symbols.slice(4)}`,
    customerId,
    issuedBy: userIds[0] ?? '',
    issuedAt,
    sentAt: issuedAt + wholeBetween(draw, 2, 40) * 1000,
    openedAt,
    claimedAt,
    order: order && { orderId: order.orderId, orderedAt: order.orderedAt, amountFen: order.netFen },
    expiresAt,
    endedAt: order ? order.orderedAt + 5000 : expiresAt + minuteMs,
  }
}

/** The orders as the shop tells them with the coupon used. */
export function withCoupon(orders: BenchOrder[], course: Course | null): BenchOrder[] {
  const orderId = course?.order?.orderId
  if (!course || orderId === undefined) return orders
  return orders.map((order) =>
    order.orderId === orderId
      ? {
          ...order,
          couponCode: course.code,
          paidFen: order.paidFen - discountFen,
          netFen: order.netFen - discountFen,
        }
      : order,
  )
}
