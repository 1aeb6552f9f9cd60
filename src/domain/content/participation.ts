import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface ParticipationAdvice {
  isAllowed: boolean
  isOneTap: boolean
  ruleId: 'CON-03'
  text: string
}

/** CON-03: the steps from seeing to having taken part: at most 3 (inclusive), one tap preferred; less than 1 is no participation. */
export function participationAdvice(steps: number, rules: RuleOverrides = {}): ParticipationAdvice {
  const most = ruleValue({ rules }, 'CON-03', 'steps')
  const advice = (isAllowed: boolean, text: string): ParticipationAdvice => ({
    isAllowed,
    isOneTap: steps === 1,
    ruleId: 'CON-03',
    text,
  })
  if (steps < 1) return advice(false, '没有参与的方式')
  if (steps > most) return advice(false, `参与要${steps}步，最多${most}步`)
  return advice(true, steps === 1 ? '一键参与' : `参与要${steps}步，能一键更好`)
}

/** CON-03: ways to take part, the fewest steps first, those with too many left out; of equal ones the order stays. */
export function orderedByEffort<T extends { steps: number }>(
  ways: readonly T[],
  rules: RuleOverrides = {},
): T[] {
  return ways
    .filter(({ steps }) => participationAdvice(steps, rules).isAllowed)
    .sort((a, b) => a.steps - b.steps)
}
