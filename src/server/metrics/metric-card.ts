import type { MetricCard } from '../../contract/review.ts'
import type { CardState, ShareCard } from '../../domain/metrics/card.ts'
import { fenText, shareText, stateNames } from '../../domain/metrics/card-text.ts'
import type { Count } from '../../domain/metrics/share.ts'
import type { Fen } from '../../domain/money.ts'

/** The parts are read one after the other while customers go on: what came in between counts for neither. */
export function countOf(part: number, whole: number): Count {
  return { part: Math.min(part, whole), whole }
}

interface Saying {
  /** The formula in one sentence, with the days it looks at. */
  formula: string
  note?: string | undefined
}

/** A share of the domain as the contract says it. */
export function shareMetric(card: ShareCard, saying: Saying, previous: Count | null = null): MetricCard {
  const { ruleId, name, share, part, whole, targetPercent, redPercent, state } = card
  return {
    ruleId,
    name,
    formula: saying.formula,
    unit: 'share',
    value: share,
    text: shareText(card),
    part,
    whole,
    target: targetPercent,
    redLine: redPercent,
    state,
    stateName: stateNames[state],
    previous: previous && {
      value: previous.whole === 0 ? null : previous.part / previous.whole,
      text: shareText(previous),
    },
    note: saying.note ?? null,
  }
}

/** An amount in fen that has no target. */
export function fenMetric(
  { ruleId, name }: { ruleId: string; name: string },
  amountFen: Fen | null,
  saying: Saying,
  previousFen: Fen | null,
): MetricCard {
  const state: CardState = amountFen === null ? 'unknown' : 'plain'
  return {
    ...plainMetric({ ruleId, name }, saying, state),
    unit: 'fen',
    value: amountFen,
    text: fenText(amountFen),
    previous: { value: previousFen, text: fenText(previousFen) },
  }
}

/** A multiple with a target that it has to reach. */
export function timesMetric(
  { ruleId, name }: { ruleId: string; name: string },
  { times, target, isReached }: { times: number | null; target: number; isReached: boolean | null },
  saying: Saying,
): MetricCard {
  const known: CardState = isReached ? 'reached' : 'below'
  return {
    ...plainMetric({ ruleId, name }, saying, times === null ? 'unknown' : known),
    unit: 'times',
    value: times,
    text: times === null ? stateNames.unknown : `${Math.floor(times * 10 + 1e-9) / 10}倍`,
    target,
  }
}

function plainMetric(
  { ruleId, name }: { ruleId: string; name: string },
  { formula, note }: Saying,
  state: CardState,
): Omit<MetricCard, 'unit' | 'value' | 'text'> {
  const lines = { part: null, whole: null, target: null, redLine: null }
  const stateName = stateNames[state]
  return { ruleId, name, formula, ...lines, state, stateName, previous: null, note: note ?? null }
}
