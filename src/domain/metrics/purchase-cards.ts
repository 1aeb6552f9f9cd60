import type { Fen } from '../money.ts'
import { type ShareCard, shareCard } from './card.ts'

/**
 * MET-04, 客单价: net sales of the period / its distinct buyers, in fen rounded to the nearest (half upwards); null without
 * buyers. Refunds of earlier orders may make it negative.
 */
export function averageOrderFen({ salesFen, buyers }: { salesFen: Fen; buyers: number }): Fen | null {
  return buyers === 0 ? null : Math.round(salesFen / buyers)
}

/**
 * MET-04, 复购率: of those whose first purchase day lies in the period, the share with a later purchase day. Following the
 * same people keeps it within 0 and 1. No target.
 */
export function repurchaseCard({
  repeatBuyers,
  firstTimeBuyers,
}: {
  repeatBuyers: number
  firstTimeBuyers: number
}): ShareCard {
  return shareCard(
    { ruleId: 'MET-04', name: '复购率', formula: '复购人数/首购人数' },
    { part: repeatBuyers, whole: firstTimeBuyers },
  )
}
