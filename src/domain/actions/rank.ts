import { urgencyNames, urgencyWeights, type Trigger } from './trigger.ts'

type Ranked = Pick<Trigger, 'value' | 'urgency' | 'because'>

/** Value (1 to 5) × the weight of the urgency (8, 4, 2, 1): 1 to 40, higher first. */
export function scoreOf({ value, urgency }: Pick<Ranked, 'value' | 'urgency'>): number {
  return value * urgencyWeights[urgency]
}

/** Why the step stands at this place (from 1), with its numbers: 「第1位：价值5(客户在等回复)×紧急8(现在)=40」. */
export function rankReason(ranked: Ranked, place: number): string {
  const { value, urgency, because } = ranked
  const weight = urgencyWeights[urgency]
  return `第${place}位：价值${value}(${because})×紧急${weight}(${urgencyNames[urgency]})=${scoreOf(ranked)}`
}
