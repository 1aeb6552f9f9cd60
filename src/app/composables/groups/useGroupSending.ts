import type { Override } from '../../../contract/coupons.ts'
import type { FilledScript } from '../../../contract/scripts.ts'
import type { GroupPushKind } from '../../../domain/cadence/groups/push-kind.ts'
import { newKey, type ApiError } from '../../api.ts'
import {
  sendGroupScript,
  settlePush,
  takeBackPush,
  type GroupOrder,
  type GroupResult,
} from '../../sending/send-group-script.ts'
import type { GroupTarget } from '../../sending/target.ts'
import { problemDetail, warningTexts } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useUnsettled } from '../sending/useUnsettled.ts'
import { useGroupRecords, type GroupHere } from './useGroupRecords.ts'
import { useGroupWords } from './useGroupWords.ts'

/** A second tap this soon belongs to the first one. */
const doubleTapMs = 800

export interface GroupPush {
  script: FilledScript
  text: string
  kind: GroupPushKind
  isCheckIn: boolean
}

/** 发送 and 复制 of a script in a group. */
export function useGroupSending(here: GroupHere, services: Services = useServices()) {
  const sending = useSendingStore()
  const unsettled = useUnsettled()
  const words = useGroupWords(services)
  const records = useGroupRecords(here, services)
  /** Orders the advisor settled by hand, so that a late word changes nothing. */
  const settled = new Set<string>()

  function orderOf(target: GroupTarget, push: GroupPush): GroupOrder {
    const { script, text, kind, isCheckIn } = push
    const { scriptId, title } = script
    return { target, scriptId, title, text: text.trim(), kind, isCheckIn, key: newKey() }
  }

  function send(push: GroupPush): void {
    const target = here.target()
    if (!target || sending.isBusy || push.text.trim() === '') return
    const sentAt = sending.sentAt[push.script.scriptId]
    if (sentAt !== undefined && Date.now() - sentAt < doubleTapMs) return
    const meter = here.meterOf(push.kind)
    if (meter?.refusal) return words.tell(target, meter.refusal.text, meter.refusal.ruleId, [])
    const order = orderOf(target, push)
    const warnings = meter?.warnings.map(({ text }) => text) ?? []
    if (warnings.length === 0) void run(order)
    else records.askReason('继续发送前请选择原因', warnings, (override) => void run({ ...order, override }))
  }

  async function run(order: GroupOrder): Promise<void> {
    const text = `正在发到群 ${order.target.name}：${order.title}`
    if (!sending.begin({ itemId: order.scriptId, text })) return
    try {
      finish(order, await sendGroupScript(services, order))
    } finally {
      sending.end()
    }
    void here.refresh()
    void unsettled.retryAll()
  }

  function finish(order: GroupOrder, result: GroupResult): void {
    const { target } = order
    const retry = { label: '重试', isPrimary: true, run: () => void run({ ...order, key: newKey() }) }
    if ('unvoided' in result) records.voidLater(target, result.unvoided)
    switch (result.is) {
      case 'sent':
        records.noteSent(order)
        sending.say('已交给企业微信')
        break
      case 'switched': {
        const ending = result.hasGoneOut ? '可能发到了别处，请看会话' : '没有发出'
        const mark = { label: '记为已发', run: () => void records.record({ ...order, key: newKey() }) }
        words.tellSwitched(result.chat, target, ending, result.hasGoneOut ? [mark] : [])
        break
      }
      case 'unconfirmed':
        words.tellUnconfirmed(result.problem, target, retry)
        break
      case 'cancelled':
        sending.say('已取消，话术没有发出')
        break
      case 'failed': {
        const copyAction = { label: '复制文案', run: () => void words.copyText(order.text) }
        const detail = problemDetail({ reason: result.reason, raw: result.raw })
        words.tell(target, '企业微信没有发出这条话术', detail, [retry, copyAction])
        break
      }
      case 'silent':
        waitForWord(order, result)
        break
      case 'rejected':
        refuse(order, result.error)
        break
    }
  }

  function refuse(order: GroupOrder, error: ApiError): void {
    if (error.code === 'needs_reason') {
      const proceed = (override: Override): void => void run({ ...order, override, key: newKey() })
      return records.askReason(error.message, warningTexts(error.details), proceed)
    }
    const retry = { label: '重试', isPrimary: true, run: () => void run(order) }
    const text = error.mayPass ? `${error.message}，话术没有发出` : error.message
    words.tell(order.target, text, undefined, error.mayPass ? [retry] : [])
  }

  /** WeCom gave no word: the push counts until the advisor or a late word says otherwise. */
  function waitForWord(order: GroupOrder, { touchId, late }: Extract<GroupResult, { is: 'silent' }>): void {
    const settle = (unvoided: Promise<string | null> | null): void => {
      settled.add(order.key)
      sending.dismiss()
      if (unvoided === null) records.noteSent(order)
      else void unvoided.then((id) => records.voidLater(order.target, id)).then(here.refresh)
    }
    words.tell(order.target, '没有收到企业微信的回复，请看会话里有没有这条话术', undefined, [
      { label: '已经发出', run: () => settle(null) },
      { label: '没有发出', run: () => settle(takeBackPush(services, order.target.chatId, touchId)) },
    ])
    const question = sending.notice
    void late.then(async (outcome) => {
      if (outcome.is === 'timeout' || settled.has(order.key)) return
      settled.add(order.key)
      if (sending.notice === question) sending.notice = null
      finish(order, await settlePush(services, order, touchId, outcome))
      void here.refresh()
    })
  }

  function copy(push: GroupPush): void {
    const target = here.target()
    void records.copy(target && orderOf(target, push), push.text)
  }

  return { send, copy }
}
