import { cadenceNames, lifecycleNames, valueTierNames } from '../customers/stages.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import { dayMs } from '../calendar.ts'
import { yuan } from '../money.ts'
import { ruleValue } from '../rules/value.ts'
import type { AudienceCondition } from './offer.ts'

type Of<K extends AudienceCondition['kind']> = Extract<AudienceCondition, { kind: K }>

/**
 * Views within the window. Of a category: the sum over it (windows of 7, 14 and 30 days are kept; another one is
 * answered from the next shorter). Without a category: of the product viewed most, over 7 or 30 days.
 */
function viewsOf({ windowDays, category }: Of<'viewedAtLeast'>, facts: CustomerFacts): number {
  const views = facts.interests
    .filter((interest) => category === undefined || interest.category === category)
    .map((interest) => (windowDays >= 30 ? interest.views30d : interest.views7d))
  if (category === undefined) return Math.max(0, ...views)
  if (windowDays >= 14 && windowDays < 30) return facts.categoryViews14d[category] ?? 0
  return views.reduce((sum, count) => sum + count, 0)
}

function longestDwellSeconds({ windowDays }: Of<'dwelledAtLeast'>, facts: CustomerFacts): number {
  const since = facts.asOf - windowDays * dayMs
  const dwells = facts.interests
    .filter(({ lastViewedAt }) => lastViewedAt >= since)
    .map(({ longestDwellMs }) => longestDwellMs)
  return Math.floor(Math.max(0, ...dwells) / 1000)
}

function ltvReason({ minFen, maxFen }: Of<'ltvBetween'>, { capBaseFen }: CustomerFacts): string | null {
  if (minFen !== undefined && capBaseFen < minFen) return `LTV不足${yuan(minFen)}元(${yuan(capBaseFen)}元)`
  if (maxFen !== undefined && capBaseFen > maxFen) return `LTV超过${yuan(maxFen)}元(${yuan(capBaseFen)}元)`
  return null
}

/** Days without activity; a customer who was never active counts from the day added. */
function silentDays(facts: CustomerFacts): number {
  return facts.daysSinceActivity ?? facts.daysSinceAdded ?? Number.POSITIVE_INFINITY
}

function boughtReason({ category, days }: Of<'boughtCategoryWithin'>, facts: CustomerFacts): string | null {
  const ago = facts.categoryBoughtDaysAgo[category]
  return ago !== undefined && ago <= days ? null : `${days}天内没有买过${category}`
}

function partnerReason({ sku, partnerSku }: Of<'boughtWithoutPartner'>, facts: CustomerFacts): string | null {
  if (facts.boughtSkus[sku] !== undefined) return '已经买过这件商品'
  return facts.boughtSkus[partnerSku] === undefined ? '没有买过搭配的商品' : null
}

function lackedReason({ sku }: Of<'lacksPartner'>, { missingPartners }: CustomerFacts): string | null {
  const isLacking = missingPartners.some(({ partnerSku }) => sku === undefined || partnerSku === sku)
  return isLacking ? null : '没有缺少的搭配商品'
}

function replenishReason({ days, sku }: Of<'replenishWithin'>, facts: CustomerFacts): string | null {
  const due = facts.replenishments.some(
    (replenishment) => replenishment.dueInDays <= days && (sku === undefined || replenishment.sku === sku),
  )
  return due ? null : `${days}天内没有用完的商品`
}

/** Why the customer does not meet the condition, as a sentence for the advisor; null when met. Every bound is inclusive. */
export function unmetReason(condition: AudienceCondition, facts: CustomerFacts): string | null {
  switch (condition.kind) {
    case 'segmentIn':
      if (facts.rfm === null)
        return `${facts.orderCount === 0 ? '还没有订单' : '近12个月没有订单'}，不在指定的RFM人群`
      return condition.segments.includes(facts.rfm.segment) ? null : '不在指定的RFM人群'
    case 'lifecycleIn':
      return condition.stages.includes(facts.lifecycle)
        ? null
        : `处于${lifecycleNames[facts.lifecycle]}阶段，仅限${condition.stages.map((s) => lifecycleNames[s]).join('、')}`
    case 'cadenceIn':
      return condition.stages.includes(facts.cadence)
        ? null
        : `是${cadenceNames[facts.cadence]}，仅限${condition.stages.map((s) => cadenceNames[s]).join('、')}`
    case 'valueTierIn':
      return condition.tiers.includes(facts.valueTier)
        ? null
        : `属于${valueTierNames[facts.valueTier]}，仅限${condition.tiers.map((t) => valueTierNames[t]).join('、')}`
    case 'ltvBetween':
      return ltvReason(condition, facts)
    case 'firstPurchase':
      return facts.orderCount === 0 ? null : `不是首单(已有${facts.orderCount}单)`
    case 'hasOrdered':
      return facts.orderCount > 0 ? null : '还没有下过单'
    case 'isVip':
      return facts.isVip ? null : `不是VIP(复购满${ruleValue(facts, 'SEG-06', 'repurchases')}次)`
    case 'birthdayToday':
      return facts.isBirthdayToday ? null : '今天不是生日'
    case 'viewedAtLeast': {
      const views = viewsOf(condition, facts)
      return views >= condition.times ? null : `浏览不足${condition.times}次(${views}次)`
    }
    case 'dwelledAtLeast': {
      const seconds = longestDwellSeconds(condition, facts)
      return seconds >= condition.seconds ? null : `停留不足${condition.seconds}秒(${seconds}秒)`
    }
    case 'cartAtLeast': {
      const pieces = facts.cart.reduce((sum, line) => sum + line.quantity, 0)
      return pieces >= condition.pieces ? null : `加购不足${condition.pieces}件(${pieces}件)`
    }
    case 'boughtCategoryWithin':
      return boughtReason(condition, facts)
    case 'boughtWithoutPartner':
      return partnerReason(condition, facts)
    case 'lacksPartner':
      return lackedReason(condition, facts)
    case 'replenishWithin':
      return replenishReason(condition, facts)
    case 'silentAtLeast': {
      const days = silentDays(facts)
      return days >= condition.days ? null : `沉默不足${condition.days}天(${days}天)`
    }
  }
}
