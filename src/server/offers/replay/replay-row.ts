import type { CustomerFacts } from '../../../domain/customers/facts.ts'
import type { Offer } from '../../../domain/offers/offer.ts'
import {
  contextOf,
  type DecisionFrame,
  type DecisionInputs,
} from '../../../domain/offers/replay/decision-inputs.ts'
import type { DecisionRecord } from '../../../domain/offers/replay/decision-record.ts'
import { type Difference, replayDecision } from '../../../domain/offers/replay/replay-decision.ts'
import { withCartOffer } from '../cart/cart-offer.ts'
import { choiceOf, decisionKey, hashText, offersHash } from '../decisions.ts'
import type { ReplayRow } from './repository.ts'

/** `unknown`: stored before decisions kept what they depended on. */
export type Outcome = 'same' | 'differs' | 'unknown'

export interface ReplayedRow {
  outcome: Outcome
  row: ReplayRow
  /** What the inputs give now; null when they could not be read. */
  record: DecisionRecord | null
  differences: Difference[]
  /** The offers of then, by version, to name them. */
  offers: readonly Offer[]
}

function recordOf(row: ReplayRow): DecisionRecord {
  const { ranked } = JSON.parse(row.candidatesJson) as Pick<DecisionRecord, 'ranked'>
  const refused = JSON.parse(row.refusalsJson) as DecisionRecord['refused']
  return { ranked, refused, choice: choiceOf(row), segment: row.segment }
}

/** Parts of the row that say which decision it is, against what its own contents give. */
function keyDifferences(
  row: ReplayRow,
  facts: CustomerFacts,
  stored: DecisionRecord,
  offers: readonly Offer[],
): Difference[] {
  const { day, factsHash } = decisionKey(facts, stored, row.offersVersion)
  const offersVersion = offersHash(offers)
  const now = { offersVersion, localDay: day, modelVersion: facts.ltv.modelVersion, factsHash }
  const before = {
    offersVersion: row.offersVersion,
    localDay: row.localDay,
    modelVersion: row.modelVersion,
    factsHash: row.factsHash,
  }
  return Object.entries(before).flatMap(([what, was], place) => {
    const is = Object.values(now)[place]
    return was === is ? [] : [{ what, stored: was, replayed: is }]
  })
}

/**
 * Takes a stored decision again, from the row and the versions of offers of then; `versions` finds them. A row that was
 * changed, or whose frame or offers are gone, differs.
 */
export function replayRow(row: ReplayRow, versions: ReadonlyMap<string, Offer>): ReplayedRow {
  const { frameHash, frameJson, inputsJson } = row
  if (frameHash === null || inputsJson === null)
    return { outcome: 'unknown', row, record: null, differences: [], offers: [] }
  const broken = (what: string, stored: unknown, replayed: unknown): ReplayedRow => ({
    outcome: 'differs',
    row,
    record: null,
    differences: [{ what, stored, replayed }],
    offers: [],
  })
  if (frameJson === null || hashText(frameJson) !== frameHash)
    return broken('frame', frameHash, frameJson === null ? null : hashText(frameJson))
  try {
    const frame = JSON.parse(frameJson) as DecisionFrame
    const missing = frame.offerVersionIds.filter((id) => !versions.has(id))
    if (missing.length > 0) return broken('offers', missing, null)
    const inputs = { ...(JSON.parse(inputsJson) as Omit<DecisionInputs, 'frame'>), frame }
    const facts = JSON.parse(row.factsJson) as CustomerFacts
    const published = frame.offerVersionIds.flatMap((id) => versions.get(id) ?? [])
    const offers = withCartOffer(published, facts, contextOf(inputs))
    const stored = recordOf(row)
    const { record, differences: changed } = replayDecision({ ...inputs, facts, record: stored }, offers)
    const differences = [...keyDifferences(row, facts, stored, offers), ...changed]
    return { outcome: differences.length === 0 ? 'same' : 'differs', row, record, differences, offers }
  } catch (error) {
    // A row that was changed by hand need not be JSON, or of any known shape.
    return broken('row', null, error instanceof Error ? error.message : String(error))
  }
}
