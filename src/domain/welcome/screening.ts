/** WEL-03: two screens before a customer is let into a group: the channel's hook, then the questionnaire with the rules. */
export const screeningSteps = [
  { step: 'hook', title: '渠道钩子', text: '扫哪个渠道码、为什么来，自动打上渠道标签' },
  { step: 'questionnaire', title: '小问卷', text: '一点就答，知道她的需要' },
  { step: 'rules', title: '群规', text: '说清群里发什么、多久一次、怎样退出' },
] as const

export type ScreeningStep = (typeof screeningSteps)[number]['step']

export interface ScreeningFacts {
  /** The state of the contact-me code through which the customer came; null = unknown. */
  channelState: string | null
  hasAnsweredQuiz: boolean
  hasAcceptedRules: boolean
}

/** The platform's bound on the state of a contact-me code, in characters. */
export const channelStateMostCharacters = 30

/** Whether a state can be put into a contact-me code: 1 to 30 characters (inclusive). */
export function isChannelState(state: string): boolean {
  const length = [...state].length
  return length >= 1 && length <= channelStateMostCharacters
}

/** WEL-03: the first step that a customer has not passed, in the order of the flow; null = passed both screens. */
export function nextScreeningStep(facts: ScreeningFacts): ScreeningStep | null {
  if (facts.channelState === null || !isChannelState(facts.channelState)) return 'hook'
  if (!facts.hasAnsweredQuiz) return 'questionnaire'
  return facts.hasAcceptedRules ? null : 'rules'
}
