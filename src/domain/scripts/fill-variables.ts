import { localTime } from '../calendar.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import { yuan, type Fen } from '../money.ts'

export interface ScriptProduct {
  name: string
  category: string
  priceFen: Fen
  /** How long one piece lasts; null = unknown. */
  usableDays: number | null
  /** Pieces left, only when read live; null = unknown. */
  liveStock: number | null
}

export interface FillInput {
  salutation: string
  advisorName: string | null
  storeName: string | null
  memberTier: string | null
  product: ScriptProduct | null
  coupon: { headline: string; expiresAt: number } | null
  /** A testimonial that may be shown (`testimonialBlock`); null = none. */
  testimonial?: string | null
}

function dateText(at: number, timeZone: string): string {
  const { month, dayOfMonth } = localTime(at, timeZone)
  return `${month}月${dayOfMonth}日`
}

/** A moment as customers read it, in the store's time zone: 3月17日20:00. */
export function momentText(at: number, timeZone: string): string {
  const { hour, minute } = localTime(at, timeZone)
  return `${dateText(at, timeZone)}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The product the talk is about: the one viewed most in 7 days, then the latest viewed, then by sku; null when none. */
export function productInMind(facts: CustomerFacts): CustomerFacts['interests'][number] | null {
  const [first] = [...facts.interests].sort(
    (a, b) => b.views7d - a.views7d || b.lastViewedAt - a.lastViewedAt || (a.sku < b.sku ? -1 : 1),
  )
  return first ?? null
}

/**
 * Values for a script's variables from what is known; what is unknown is absent, so that its fallback or a block applies.
 * The birthday wish is there on the day only, so that its scripts stay blocked on every other (NBA-08).
 * The daily price is price / days, rounded to 0.1 元. Stock of 0 or less is no count to name (OFF-18).
 */
export function fillVariables(input: FillInput, facts: CustomerFacts): Record<string, string> {
  const { product, coupon } = input
  const inMind = productInMind(facts)
  const days = product?.usableDays ?? null
  const filled: Record<string, string | null | undefined> = {
    称呼: input.salutation,
    顾问: input.advisorName,
    店名: input.storeName,
    会员等级: input.memberTier,
    商品: product?.name ?? inMind?.name,
    类目: product?.category ?? inMind?.category,
    价格: product && yuan(product.priceFen),
    可用天数: days !== null && days > 0 ? String(days) : null,
    日均价: product && days !== null && days > 0 ? yuan(Math.round(product.priceFen / days / 10) * 10) : null,
    余量: product?.liveStock && product.liveStock > 0 ? String(product.liveStock) : null,
    真实余量: product?.liveStock && product.liveStock > 0 ? String(product.liveStock) : null,
    见证: input.testimonial,
    券名: coupon?.headline,
    有效期: coupon && momentText(coupon.expiresAt, facts.timeZone),
    上次商品: facts.lastOrder?.itemNames[0],
    生日祝福: facts.isBirthdayToday ? '生日快乐' : null,
    积分: facts.points === null ? null : String(facts.points),
    积分过期日: facts.pointsExpireAt === null ? null : dateText(facts.pointsExpireAt, facts.timeZone),
  }
  return Object.fromEntries(
    Object.entries(filled).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    ),
  )
}
