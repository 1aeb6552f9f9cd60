import { dayMs } from '../../../domain/calendar.ts'
import { yuan } from '../../../domain/money.ts'
import { offerHeadline } from '../../../domain/offers/describe.ts'
import type { ReplayedRow } from './replay-row.ts'

const longestValue = 200

const shortened = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

export const dateOf = (localDay: number) => new Date(localDay * dayMs).toISOString().slice(0, 10)

/** Same, or what differs, one line each. */
export function verdictLines({
  outcome,
  differences,
}: Pick<ReplayedRow, 'outcome' | 'differences'>): string[] {
  if (outcome === 'unknown') return ['not replayable: it was stored without what it depended on']
  if (outcome === 'same') return ['same']
  return [
    'differs',
    ...differences.map(
      ({ what, stored, replayed }) => `  ${what}: stored ${shortened(stored)}, now ${shortened(replayed)}`,
    ),
  ]
}

/** A replayed decision in full: what could be sent, what could not and why, what was chosen and how likely, and the verdict. */
export function replayLines(replayed: ReplayedRow): string[] {
  const { row, record, offers } = replayed
  const terms = new Map(offers.map((offer) => [offer.offerVersionId, offer.terms]))
  const ids = new Map(offers.map((offer) => [offer.offerVersionId, offer.offerId]))
  const nameOf = (versionId: string) => {
    const own = terms.get(versionId)
    return own ? `${offerHeadline(own)} (${versionId})` : versionId
  }
  const head = `decision ${row.decisionId}  customer ${row.externalUserId ?? row.customerId}  ${dateOf(row.localDay)}  model ${row.modelVersion}  segment ${row.segment}`
  if (record === null) return [head, ...verdictLines(replayed)]
  const { ranked, refused, choice } = record
  const arms = new Map(choice.arms.map((arm) => [arm.armId, arm]))
  const propensityOf = (armId: string | null) => arms.get(armId)?.propensity.toFixed(4) ?? '–'
  return [
    head,
    `candidates: ${ranked.length}`,
    ...ranked.map(
      ({ offerVersionId, rank, costFen, expectedValueFen }) =>
        `  ${rank}. ${nameOf(offerVersionId)}  cost ${yuan(costFen)}  expected value ${yuan(expectedValueFen)}  propensity ${propensityOf(ids.get(offerVersionId) ?? '')}`,
    ),
    `refused: ${refused.length}`,
    ...refused.map(
      ({ offerVersionId, refusals }) =>
        `  ${nameOf(offerVersionId)}: ${refusals.map(({ ruleId, text }) => `${text} [${ruleId}]`).join('；')}`,
    ),
    `chosen: ${choice.chosenOfferId ?? 'no offer'}  mode ${choice.mode}  propensity ${choice.propensity.toFixed(4)}`,
    ...verdictLines(replayed),
  ]
}
