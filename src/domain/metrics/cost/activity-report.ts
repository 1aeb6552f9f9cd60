import type { Fen } from '../../money.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import { type ShareCard, shareCard } from '../card.ts'

/** One activity. `participants` are among the invited; `broughtPeople` joined through a participant's share, null where that is not tracked. */
export interface ActivityCounts {
  invitedPeople: number
  participants: number
  broughtPeople: number | null
  conversions: number
  costFen: Fen
}

export interface ActivityReport {
  ruleId: 'MET-06'
  participation: ShareCard
  /** People brought / participants, 0 or more; null without participants or where it is not tracked. Above 1 the activity grows by itself. */
  viralFactor: number | null
  /** What a good activity reaches (1.5, inclusive); a weak one is near 0.8. */
  targetViralFactor: number
  isViral: boolean | null
  /** Cost / conversions in fen, rounded up so that a cost never looks smaller; null without conversions. */
  costPerConversionFen: Fen | null
}

/** MET-06: what is looked at after each activity: participation, viral factor, cost per conversion. */
export function activityReport(counts: ActivityCounts, rules: RuleOverrides = {}): ActivityReport {
  const { invitedPeople, participants, broughtPeople, conversions, costFen } = counts
  const targetViralFactor = ruleValue({ rules }, 'MET-06', 'viral')
  const viralFactor = participants === 0 || broughtPeople === null ? null : broughtPeople / participants
  return {
    ruleId: 'MET-06',
    participation: shareCard(
      { ruleId: 'MET-06', name: '参与率', formula: '参与人数/邀请人数' },
      { part: participants, whole: invitedPeople },
    ),
    viralFactor,
    targetViralFactor,
    isViral: viralFactor === null ? null : viralFactor >= targetViralFactor,
    costPerConversionFen: conversions === 0 ? null : Math.ceil(costFen / conversions),
  }
}
