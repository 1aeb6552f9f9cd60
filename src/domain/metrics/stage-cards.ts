import { type ShareCard, shareCard } from './card.ts'

/** People of one period. Reached are among the audience; interacting and buying among the reached; returning and sharing among the buyers. */
export interface StageCounts {
  audience: number
  reached: number
  interacting: number
  buyers: number
  returningBuyers: number
  sharingBuyers: number
}

/**
 * MET-07: reach, interaction, conversion, retention, referral, in this order. The bases are ours, since the source names
 * none: reach of the audience, interaction and conversion of the reached, retention and referral of the buyers. No targets.
 */
export function stageCards(counts: StageCounts): ShareCard[] {
  const { audience, reached, buyers } = counts
  const rows: [string, string, number, number][] = [
    ['触达', '触达人数/目标人数', reached, audience],
    ['互动', '互动人数/触达人数', counts.interacting, reached],
    ['转化', '下单人数/触达人数', buyers, reached],
    ['留存', '再次下单人数/下单人数', counts.returningBuyers, buyers],
    ['推荐', '分享人数/下单人数', counts.sharingBuyers, buyers],
  ]
  return rows.map(([name, formula, part, whole]) =>
    shareCard({ ruleId: 'MET-07', name, formula }, { part, whole }),
  )
}
