import type { Override } from '../../contract/coupons.ts'
import type { GroupPushKind } from '../../domain/cadence/groups/push-kind.ts'
import { toApiError, type ApiClient, type ApiError } from '../api.ts'
import type { Chat, FailureReason, Host, HostProblem, SendOutcome } from '../host/bridge.ts'
import { checkChat, type GroupTarget } from './target.ts'

export interface GroupOrder {
  target: GroupTarget
  scriptId: string
  title: string
  text: string
  kind: GroupPushKind
  isCheckIn: boolean
  override?: Override
  /** One per tap, kept over retries. */
  key: string
}

export type GroupResult =
  | { is: 'sent' }
  | { is: 'switched'; hasGoneOut: boolean; chat: Chat; unvoided: string | null }
  | { is: 'unconfirmed'; problem: HostProblem | null; unvoided: string | null }
  | { is: 'rejected'; error: ApiError }
  | { is: 'cancelled'; unvoided: string | null }
  | { is: 'failed'; reason: FailureReason; raw: string; unvoided: string | null }
  | { is: 'silent'; touchId: string; late: Promise<SendOutcome> }

export interface GroupServices {
  host: Pick<Host, 'whoIsHere' | 'send'>
  api: Pick<ApiClient, 'recordGroupTouch' | 'voidGroupTouch'>
}

const chatOf = ({ target }: GroupOrder): Chat => ({ kind: 'group', chatId: target.chatId })

/** Takes the push up with the server, which refuses promotions while they wait and asks for a reason beyond a cap. */
export async function recordPush({ api }: Pick<GroupServices, 'api'>, order: GroupOrder): Promise<string> {
  const { target, scriptId, text, kind, isCheckIn, override, key } = order
  const { touch } = await api.recordGroupTouch({
    params: { chatId: target.chatId },
    body: { requestId: key, contentType: kind, isCheckIn, scriptId, text, override },
  })
  return touch.touchId
}

/** The push never reached the group: its id where even that could not be told to the server. */
export async function takeBackPush(
  { api }: Pick<GroupServices, 'api'>,
  chatId: string,
  touchId: string,
): Promise<string | null> {
  try {
    await api.voidGroupTouch({ params: { chatId, touchId }, body: {} })
    return null
  } catch (failure) {
    return toApiError(failure).mayPass ? touchId : null
  }
}

/** What follows from the host's word on the message, be it on time or late. */
export async function settlePush(
  services: GroupServices,
  order: GroupOrder,
  touchId: string,
  outcome: Exclude<SendOutcome, { is: 'timeout' }>,
): Promise<GroupResult> {
  const { chatId } = order.target
  if (outcome.is !== 'accepted')
    return { ...outcome, unvoided: await takeBackPush(services, chatId, touchId) }
  const after = await checkChat(services.host, chatOf(order))
  if (after.is !== 'other') return { is: 'sent' }
  const unvoided = await takeBackPush(services, chatId, touchId)
  return { is: 'switched', hasGoneOut: true, chat: after.chat, unvoided }
}

async function deliver(services: GroupServices, order: GroupOrder, touchId: string): Promise<GroupResult> {
  const between = await checkChat(services.host, chatOf(order))
  if (between.is !== 'same') {
    const unvoided = await takeBackPush(services, order.target.chatId, touchId)
    if (between.is === 'unknown') return { is: 'unconfirmed', problem: between.problem, unvoided }
    return { is: 'switched', hasGoneOut: false, chat: between.chat, unvoided }
  }
  const outcome = await services.host.send({ msgtype: 'text', text: { content: order.text } })
  if (outcome.is === 'timeout') return { is: 'silent', touchId, late: outcome.late }
  return settlePush(services, order, touchId, outcome)
}

/** The send path of a script into a group: which chat is here, take it up, which chat, send, which chat. */
export async function sendGroupScript(services: GroupServices, order: GroupOrder): Promise<GroupResult> {
  const before = await checkChat(services.host, chatOf(order))
  if (before.is === 'other') return { is: 'switched', hasGoneOut: false, chat: before.chat, unvoided: null }
  if (before.is === 'unknown') return { is: 'unconfirmed', problem: before.problem, unvoided: null }
  let touchId: string
  try {
    touchId = await recordPush(services, order)
  } catch (failure) {
    return { is: 'rejected', error: toApiError(failure) }
  }
  return deliver(services, order, touchId)
}
