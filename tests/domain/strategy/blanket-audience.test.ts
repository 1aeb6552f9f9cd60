import { describe, expect, it } from 'vitest'
import { cadenceStages, lifecycleStages, valueTiers } from '../../../src/domain/customers/stages.ts'
import type { AudienceCondition } from '../../../src/domain/offers/offer.ts'
import { blanketAudienceWarning } from '../../../src/domain/strategy/blanket-audience.ts'

const everybody: AudienceCondition[] = [
  { kind: 'lifecycleIn', stages: [...lifecycleStages] },
  { kind: 'cadenceIn', stages: [...cadenceStages] },
  { kind: 'valueTierIn', tiers: [...valueTiers] },
  { kind: 'ltvBetween' },
  { kind: 'ltvBetween', minFen: 0 },
  { kind: 'viewedAtLeast', times: 0, windowDays: 7 },
  { kind: 'dwelledAtLeast', seconds: 0, windowDays: 7 },
  { kind: 'cartAtLeast', pieces: 0 },
  { kind: 'silentAtLeast', days: 0 },
]
const someone: AudienceCondition[] = [
  { kind: 'lifecycleIn', stages: lifecycleStages.slice(1) },
  { kind: 'cadenceIn', stages: cadenceStages.slice(1) },
  { kind: 'valueTierIn', tiers: valueTiers.slice(1) },
  { kind: 'ltvBetween', minFen: 1 },
  { kind: 'ltvBetween', maxFen: 20_000 },
  { kind: 'viewedAtLeast', times: 1, windowDays: 7 },
  { kind: 'dwelledAtLeast', seconds: 1, windowDays: 7 },
  { kind: 'cartAtLeast', pieces: 1 },
  { kind: 'silentAtLeast', days: 1 },
  { kind: 'segmentIn', segments: ['important-value'] },
  { kind: 'firstPurchase' },
  { kind: 'hasOrdered' },
  { kind: 'isVip' },
  { kind: 'birthdayToday' },
]

describe('blanketAudienceWarning (OFF-09)', () => {
  it('warns without a condition', () => {
    expect(blanketAudienceWarning([])).toMatchObject({ ruleId: 'OFF-09' })
    expect(blanketAudienceWarning(everybody)).not.toBeNull()
  })

  it.each(everybody)('warns: %j keeps nobody out', (condition) => {
    expect(blanketAudienceWarning([condition])).not.toBeNull()
  })

  it.each(someone)('is quiet: %j chooses', (condition) => {
    expect(blanketAudienceWarning([condition])).toBeNull()
    expect(blanketAudienceWarning([...everybody, condition])).toBeNull()
  })
})
