import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface JoinPath {
  /** What the customer does from the code to the group, one text each. */
  steps: readonly string[]
  hasChannelTag: boolean
  hasWelcome: boolean
}

/**
 * WEL-01: what is wrong with a way in, a sentence each; empty = nothing. One to three steps (inclusive), an automatic tag by
 * the code, and a welcome.
 */
export function joinPathProblems(
  { steps, hasChannelTag, hasWelcome }: JoinPath,
  rules: RuleOverrides = {},
): string[] {
  const most = ruleValue({ rules }, 'WEL-01', 'steps')
  return [
    ...(steps.length === 0 ? ['还没有入口'] : []),
    ...(steps.length > most ? [`入群要${steps.length}步，最多${most}步`] : []),
    ...(hasChannelTag ? [] : ['渠道码没有自动打标']),
    ...(hasWelcome ? [] : ['没有欢迎语']),
  ]
}

/** WEL-01: customers who came in of those who opened the code, in percent one decimal rounded down, beside the aim; null while nobody opened it. */
export function entryRate(
  opened: number,
  joined: number,
  rules: RuleOverrides = {},
): { percent: number; targetPercent: number; isReached: boolean } | null {
  if (opened <= 0) return null
  const targetPercent = ruleValue({ rules }, 'WEL-01', 'entryPercent')
  const percent = Math.floor((joined * 1000) / opened) / 10
  return { percent, targetPercent, isReached: joined * 100 >= opened * targetPercent }
}
