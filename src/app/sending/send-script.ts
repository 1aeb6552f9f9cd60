import type { CadenceMeter } from '../../contract/cadence.ts'
import type { Override } from '../../contract/coupons.ts'
import type { FilledScript } from '../../contract/scripts.ts'
import { newKey, toApiError, type ApiClient, type ApiError } from '../api.ts'
import type { Chat, FailureReason, Host, HostProblem, SendOutcome } from '../host/bridge.ts'
import { checkTarget, type Target } from './target.ts'

export interface ScriptOrder {
  target: Target
  scriptId: string
  title: string
  text: string
  isEdited: boolean
  /** The suggestion that it carries out. */
  ruleId?: string | undefined
  override?: Override
  key: string
  via: 'sent' | 'copied'
}

/** What goes out: the script's text or the advisor's own wording of it, under a key of its own. */
export function scriptOrder(
  target: Target,
  script: FilledScript,
  { text, ...given }: Pick<ScriptOrder, 'text' | 'via' | 'ruleId'>,
): ScriptOrder {
  const { scriptId, title } = script
  const isEdited = text.trim() !== script.text
  return { target, scriptId, title, text: text.trim(), isEdited, ...given, key: newKey() }
}

export type ScriptResult =
  | { is: 'sent'; cadence: CadenceMeter }
  | { is: 'unrecorded'; error: ApiError }
  | { is: 'switched'; hasGoneOut: boolean; chat: Chat }
  | { is: 'unconfirmed'; problem: HostProblem | null }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: FailureReason; raw: string }
  | { is: 'silent'; late: Promise<SendOutcome> }

export interface ScriptServices {
  host: Pick<Host, 'whoIsHere' | 'send'>
  api: Pick<ApiClient, 'recordTouch'>
}

/** Tells the server of a text that is in the chat; the key makes a repeat harmless. */
export async function recordScript(
  api: Pick<ApiClient, 'recordTouch'>,
  order: ScriptOrder,
): Promise<ScriptResult> {
  try {
    const { cadence } = await api.recordTouch(
      {
        params: { externalUserId: order.target.externalUserId },
        body: {
          scriptId: order.scriptId,
          text: order.text,
          via: order.via,
          ruleId: order.ruleId,
          isEdited: order.isEdited,
          override: order.override,
        },
      },
      { idempotencyKey: order.key },
    )
    return { is: 'sent', cadence }
  } catch (failure) {
    return { is: 'unrecorded', error: toApiError(failure) }
  }
}

export async function settleScript(
  services: ScriptServices,
  order: ScriptOrder,
  outcome: Exclude<SendOutcome, { is: 'timeout' }>,
): Promise<ScriptResult> {
  if (outcome.is !== 'accepted') return outcome
  const after = await checkTarget(services.host, order.target)
  if (after.is === 'other') return { is: 'switched', hasGoneOut: true, chat: after.chat }
  return recordScript(services.api, order)
}

/** The send path of a script: who is here, send, who is here, record. */
export async function sendScript(services: ScriptServices, order: ScriptOrder): Promise<ScriptResult> {
  const before = await checkTarget(services.host, order.target)
  if (before.is === 'other') return { is: 'switched', hasGoneOut: false, chat: before.chat }
  if (before.is === 'unknown') return { is: 'unconfirmed', problem: before.problem }
  const outcome = await services.host.send({ msgtype: 'text', text: { content: order.text } })
  if (outcome.is === 'timeout') return { is: 'silent', late: outcome.late }
  return settleScript(services, order, outcome)
}
