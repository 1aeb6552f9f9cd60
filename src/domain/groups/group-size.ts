import { type RuleOverrides, ruleValue } from '../rules/value.ts'

/** The platform takes no more people into one customer group. */
export const platformMostPeople = 500

export const groupSizes = ['empty', 'small', 'ideal', 'split', 'full'] as const
export type GroupSize = (typeof groupSizes)[number]

export interface GroupSizeAdvice {
  size: GroupSize
  ruleId: 'GRP-01'
  /** For staff. */
  text: string
  /** Groups into which the people fit with none above the split size; 1 = no split. */
  groups: number
}

/**
 * GRP-01: how a group of `people` stands. Ideal 100 to 200 (both inclusive), above 200 it should be split, from 500
 * (inclusive, the platform's bound) nobody can join any more. A hint, never a block. Less than nobody counts as nobody.
 */
export function groupSizeAdvice(people: number, rules: RuleOverrides = {}): GroupSizeAdvice {
  const count = Math.max(0, people)
  const ideal = ruleValue({ rules }, 'GRP-01', 'idealPeople')
  const split = ruleValue({ rules }, 'GRP-01', 'splitPeople')
  const groups = Math.max(1, Math.ceil(count / split))
  const advice = (size: GroupSize, text: string): GroupSizeAdvice => ({
    size,
    ruleId: 'GRP-01',
    text,
    groups,
  })
  if (count >= platformMostPeople)
    return advice(
      'full',
      `群里有${count}人，平台上限${platformMostPeople}人，新客户进不来，请拆成${groups}个群`,
    )
  if (count > split) return advice('split', `群里有${count}人，超过${split}人，建议拆成${groups}个群`)
  if (count >= ideal) return advice('ideal', `群里有${count}人，人数合适`)
  if (count === 0) return advice('empty', '群里还没有客户')
  return advice('small', `群里有${count}人，到${ideal}人会更热闹`)
}
