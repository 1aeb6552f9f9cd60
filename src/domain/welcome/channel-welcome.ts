import { momentText } from '../scripts/fill-variables.ts'
import { parseBody } from '../scripts/placeholders.ts'
import { renderScript } from '../scripts/render.ts'
import type { FlaggedWord } from '../scripts/words/flagged-words.ts'
import { type WelcomeProblem, welcomeProblems } from './welcome-text.ts'

/** What goes out to a new contact. */
export interface Welcome {
  text: string
  /** The personal link to the quiz goes with it (NBA-18). */
  hasQuiz: boolean
}

/** Filled in for everybody: nothing is known of a new contact yet, so 称呼 says 您. */
const knownVariables: readonly string[] = ['称呼', '顾问', '店名']

/** A coupon's link, or a code as coupons have it. */
const couponSigns = /\/c\/[\w-]{16,}|(?<![A-Z\d])[A-Z\d]{4}(?:-[A-Z\d]{4}){2}(?![A-Z\d])/u

/**
 * Why a channel's welcome may not be stored, empty = it may: what `welcomeProblems` finds, a variable that nothing will fill
 * (有效期 is the quiz link's, so it needs one), and a coupon, which waits for the answer or day 2 (C11). Everything is said
 * when the text is saved, since there is no time for it within the 20 s.
 */
export function channelWelcomeProblems(
  { text, hasQuiz }: Welcome,
  extraWords: readonly FlaggedWord[] = [],
): WelcomeProblem[] {
  const { names, isMalformed } = parseBody(text)
  const filled = hasQuiz ? [...knownVariables, '有效期'] : knownVariables
  const open = names.filter((name) => !filled.includes(name))
  const variables = [
    ...open.map((name) => `欢迎语里没有可填入{${name}}的值`),
    ...(isMalformed ? ['大括号没有成对，或里面是空的'] : []),
  ]
  const coupon = couponSigns.test(text) ? ['欢迎语不带券：先发小测试，回复后或第2天再发券'] : []
  return [
    ...welcomeProblems(text, extraWords),
    ...variables.map((problem): WelcomeProblem => ({ kind: 'variables', ruleId: 'WEL-02', text: problem })),
    ...coupon.map((problem): WelcomeProblem => ({ kind: 'coupon', ruleId: 'NBA-18', text: problem })),
  ]
}

export interface WelcomeSender {
  /** Null = a member of whom no name is known. */
  advisorName: string | null
  storeName: string
  /** Of the quiz link, epoch ms; null = none goes with it. */
  quizEndsAt: number | null
  timeZone: string
}

/** The text as it goes out. */
export function renderWelcome(
  { text }: Welcome,
  { advisorName, storeName, quizEndsAt, timeZone }: WelcomeSender,
): string {
  const endsAt = quizEndsAt === null ? {} : { 有效期: momentText(quizEndsAt, timeZone) }
  return renderScript(text, { 顾问: advisorName ?? '', 店名: storeName, ...endsAt }).text
}
