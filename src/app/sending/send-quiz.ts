import type { CadenceMeter } from '../../contract/cadence.ts'
import type { CouponCard, Override } from '../../contract/coupons.ts'
import { toApiError, type ApiClient, type ApiError } from '../api.ts'
import type { Chat, FailureReason, Host, HostProblem, SendOutcome } from '../host/bridge.ts'
import { checkTarget, type Target } from './target.ts'

export interface QuizOrder {
  target: Target
  title: string
  override?: Override
  /** One per tap, kept over retries. */
  key: string
}

export type QuizResult =
  | { is: 'sent'; cadence: CadenceMeter }
  | { is: 'unrecorded'; quizLinkId: string; error: ApiError }
  | { is: 'switched'; hasGoneOut: boolean; chat: Chat; unvoided: string | null }
  | { is: 'unconfirmed'; problem: HostProblem | null }
  | { is: 'rejected'; error: ApiError }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: FailureReason; raw: string }
  | { is: 'silent'; quizLinkId: string; late: Promise<SendOutcome> }

export interface QuizServices {
  host: Pick<Host, 'whoIsHere' | 'send'>
  api: Pick<ApiClient, 'issueQuiz' | 'markQuizSent' | 'voidQuiz'>
}

type VoidReason = 'cancelled' | 'send-failed' | 'wrong-customer'

/** Takes the link back; its id where even that could not be told to the server. */
async function takeBack(
  { api }: QuizServices,
  quizLinkId: string,
  reason: VoidReason,
): Promise<string | null> {
  try {
    await api.voidQuiz({ params: { quizLinkId }, body: { reason } })
    return null
  } catch {
    return quizLinkId
  }
}

/** Tells the server of a card that is in the chat; told twice it counts once. */
export async function recordQuiz(
  { api }: QuizServices,
  { target }: QuizOrder,
  quizLinkId: string,
): Promise<QuizResult> {
  try {
    const body = { chatExternalUserId: target.externalUserId }
    const { cadence } = await api.markQuizSent({ params: { quizLinkId }, body })
    return { is: 'sent', cadence }
  } catch (failure) {
    return { is: 'unrecorded', quizLinkId, error: toApiError(failure) }
  }
}

/** What follows from the host's word on the card, be it on time or late. */
export async function settleQuiz(
  services: QuizServices,
  order: QuizOrder,
  quizLinkId: string,
  outcome: Exclude<SendOutcome, { is: 'timeout' }>,
): Promise<QuizResult> {
  if (outcome.is !== 'accepted') {
    // A link that nobody received is good for nothing, so a failure to take it back needs no word.
    await takeBack(services, quizLinkId, outcome.is === 'cancelled' ? 'cancelled' : 'send-failed')
    return outcome
  }
  const after = await checkTarget(services.host, order.target)
  if (after.is !== 'other') return recordQuiz(services, order, quizLinkId)
  const unvoided = await takeBack(services, quizLinkId, 'wrong-customer')
  return { is: 'switched', hasGoneOut: true, chat: after.chat, unvoided }
}

async function deliver(
  services: QuizServices,
  order: QuizOrder,
  quizLinkId: string,
  { link, title, desc, imgUrl }: CouponCard,
): Promise<QuizResult> {
  const between = await checkTarget(services.host, order.target)
  if (between.is !== 'same') {
    await takeBack(services, quizLinkId, between.is === 'other' ? 'wrong-customer' : 'send-failed')
    if (between.is === 'unknown') return { is: 'unconfirmed', problem: between.problem }
    return { is: 'switched', hasGoneOut: false, chat: between.chat, unvoided: null }
  }
  const outcome = await services.host.send({ msgtype: 'news', news: { link, title, desc, imgUrl } })
  if (outcome.is === 'timeout') return { is: 'silent', quizLinkId, late: outcome.late }
  return settleQuiz(services, order, quizLinkId, outcome)
}

/** The send path of the quiz: who is here, a link for her, who is here, send, who is here, record. */
export async function sendQuiz(services: QuizServices, order: QuizOrder): Promise<QuizResult> {
  const { target, override, key } = order
  const before = await checkTarget(services.host, target)
  if (before.is === 'other') return { is: 'switched', hasGoneOut: false, chat: before.chat, unvoided: null }
  if (before.is === 'unknown') return { is: 'unconfirmed', problem: before.problem }
  try {
    const { quizLinkId, card } = await services.api.issueQuiz(
      { params: { externalUserId: target.externalUserId }, body: { override } },
      { idempotencyKey: key },
    )
    return await deliver(services, order, quizLinkId, card)
  } catch (failure) {
    return { is: 'rejected', error: toApiError(failure) }
  }
}
