import { shareOf, type Count } from '../metrics/share.ts'

/** People of one period; each step is among the one before. */
export interface FunnelCounts {
  due: number
  sent: number
  opened: number
  claimed: number
  redeemed: number
  refunded: number
}

export interface FunnelStep {
  step: keyof FunnelCounts
  name: string
  people: number
  /** Of the step before, 0 to 1; null for the first one and after an empty one. */
  shareOfPrevious: number | null
}

export interface WeakestStep extends Count {
  from: string
  to: string
  share: number
}

const names: Record<keyof FunnelCounts, string> = {
  due: '应触达',
  sent: '已发',
  opened: '打开',
  claimed: '领取',
  redeemed: '核销',
  refunded: '退款',
}
const order = Object.keys(names) as (keyof FunnelCounts)[]

/** The steps from 应触达 to 退款 with the share of each of the one before. */
export function couponFunnel(counts: FunnelCounts): FunnelStep[] {
  return order.map((step, place) => {
    const before = order[place - 1]
    const people = counts[step]
    return {
      step,
      name: names[step],
      people,
      shareOfPrevious: before === undefined ? null : shareOf({ part: people, whole: counts[before] }),
    }
  })
}

/**
 * The passage that loses the largest share of people, from 应触达 to 核销; a refund is no passage that anybody wants. Of
 * equals the earlier one. Null where nobody stands at any step. Shares are compared as products of whole numbers.
 */
export function weakestStep(counts: FunnelCounts): WeakestStep | null {
  let weakest: WeakestStep | null = null
  const steps = order.filter((step) => step !== 'refunded')
  for (const [place, step] of steps.entries()) {
    const before = steps[place - 1]
    if (before === undefined || counts[before] === 0) continue
    const count = { part: counts[step], whole: counts[before] }
    if (weakest !== null && count.part * weakest.whole >= weakest.part * count.whole) continue
    weakest = { ...count, from: names[before], to: names[step], share: count.part / count.whole }
  }
  return weakest
}
