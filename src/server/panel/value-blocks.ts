import type { z } from 'zod'
import type { lastOrderSchema, ltvSchema, pointsSchema, rfmSchema } from '../../contract/panel.ts'
import { dayMs, localDay } from '../../domain/calendar.ts'
import type { LastOrder } from '../../domain/customers/facts.ts'
import { expectedNextPurchaseDay } from '../../domain/ltv/next-purchase.ts'
import { memberTier, tierLevels } from '../../domain/members/tier.ts'
import { rfmMoveUp } from '../../domain/rfm/move-up.ts'
import { rfmPhrase, rfmSentence } from '../../domain/rfm/sentence.ts'
import { segmentName } from '../../domain/rfm/segment.ts'
import type { KnownCustomer } from '../facts/service.ts'

const fewCustomers = 500
const confidenceNames = { low: '低', medium: '中', high: '高' } as const

/** The day on which the next order is due, as MM-DD with what that means today. */
function nextPurchaseText({ facts, score, model }: KnownCustomer): string | null {
  if (facts.ltv.status !== 'estimated' || score.summary === null) return null
  const today = localDay(facts.asOf, facts.timeZone)
  const day = expectedNextPurchaseDay(score.summary, model.ltv, today)
  if (day === null) return null
  const date = new Date(day * dayMs).toISOString().slice(5, 10)
  return day < today ? `${date}（已过 ${today - day} 天）` : date
}

function tierText({ row, score, settings }: KnownCustomer): string {
  const values = score.rfmValues
  const netSpend12mFen = values === null ? 0 : Math.round(values.meanValueFen * values.orderDays)
  return memberTier({ shopTier: row.memberTier, netSpend12mFen }, tierLevels(settings)).text
}

/** LTV with its parts, what it rests on and how far to trust it. */
export function ltvBlock(known: KnownCustomer): z.infer<typeof ltvSchema> {
  const { facts, score, model } = known
  const { ltv } = facts
  const { status, totalFen, historyFen, expectedFen, confidence, modelVersion } = ltv
  const summary = score.summary
  const gap =
    summary && summary.repeatDays > 0
      ? `、间隔 ${Math.round((summary.recencyWeeks * 7) / summary.repeatDays)} 天`
      : ''
  const basis = summary
    ? `依据 ${facts.orderCount} 单、${summary.purchaseDays} 个购买日${gap}`
    : '还没有付款订单'
  return {
    status,
    totalFen,
    historyFen,
    expectedFen,
    confidence,
    confidenceName: confidenceNames[confidence],
    basis,
    churnRiskPercent: ltv.churnRisk === null ? null : Math.round(ltv.churnRisk * 100),
    nextPurchaseText: nextPurchaseText(known),
    tierText: tierText(known),
    modelVersion,
    modelAt: model.fittedAt,
    caution: model.ltv.customers < fewCustomers ? `全店买家不足 ${fewCustomers} 人，估值较粗` : null,
  }
}

/** Digits, segment and the sentence of the drawer; null without an order in the last 12 months. */
export function rfmBlock({ score, model }: KnownCustomer): z.infer<typeof rfmSchema> | null {
  const { rfm, rfmValues } = score
  if (rfm === null || rfmValues === null) return null
  const moveUp = model.rfm === null ? null : rfmMoveUp(rfmValues, rfm.segment, model.rfm)
  return {
    digits: `${rfm.recencyDigit}-${rfm.frequencyDigit}-${rfm.monetaryDigit}`,
    segmentName: segmentName(rfm.segment),
    sentence: rfmPhrase(rfm.segment),
    details: [...rfmSentence(rfmValues, rfm.segment).split('；'), ...(moveUp === null ? [] : [moveUp])],
    thresholdVersion: rfm.thresholdsVersion,
  }
}

export function pointsBlock({ facts }: KnownCustomer): z.infer<typeof pointsSchema> | null {
  return facts.points === null ? null : { balance: facts.points, expireAt: facts.pointsExpireAt }
}

function statusName(order: LastOrder): string {
  if (order.status === 'refunded') return '已退款'
  if (order.refundedFen > 0) return '部分退款'
  if (order.deliveredAt !== null) return '已签收'
  return order.shippedAt === null ? '已付款' : '已发货'
}

export function lastOrderBlock({ facts }: KnownCustomer): z.infer<typeof lastOrderSchema> | null {
  const order = facts.lastOrder
  if (order === null) return null
  const { orderId, orderedAt, paidFen, refundedFen, itemNames, pieces } = order
  const names = `${itemNames.slice(0, 2).join('、')}${itemNames.length > 2 ? ' 等' : ''}`
  const title = itemNames.length > 1 ? `${names} 共${pieces}件` : `${names} x${pieces}`
  return { orderId, orderedAt, title, paidFen, refundedFen, statusName: statusName(order) }
}
