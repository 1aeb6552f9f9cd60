import type { CadenceMeter } from '../../../contract/cadence.ts'
import type { FilledScript } from '../../../contract/scripts.ts'
import type { Override } from '../../../contract/coupons.ts'
import { newKey } from '../../api.ts'
import { isDoubleTap } from '../../sending/double-tap.ts'
import {
  recordScript,
  scriptOrder,
  sendScript,
  settleScript,
  type ScriptOrder,
  type ScriptResult,
} from '../../sending/send-script.ts'
import type { Target } from '../../sending/target.ts'
import { problemDetail, warningTexts } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useCustomer } from '../useCustomer.ts'
import { useSendContext } from './useSendContext.ts'
import { useStockCheck } from './useStockCheck.ts'
import { useUnsettled } from './useUnsettled.ts'

/** 发送, 复制 and 记为已发 of a script. */
export function useScriptSending(services: Services = useServices()) {
  const chat = useChatStore()
  const sending = useSendingStore()
  const customer = useCustomer(services)
  const context = useSendContext(services)
  const stock = useStockCheck(services)
  const unsettled = useUnsettled()

  function send(target: Target, script: FilledScript, text: string, ruleId?: string): void {
    const order = scriptOrder(target, script, { text, ruleId, via: 'sent' })
    if (order.text === '' || sending.isBusy) return
    if (isDoubleTap(sending.sentAt[script.scriptId], Date.now())) return
    const proceed = (override: Override): void => void run({ ...order, override })
    if (!context.asksForReason(order.target, proceed, script.contentType)) void run(order)
  }

  async function run(order: ScriptOrder): Promise<void> {
    const text = `正在发给 ${order.target.displayName}：${order.title}`
    if (!sending.begin({ itemId: order.scriptId, text })) return
    try {
      if (await stock.isThere(order, () => void run(order))) finish(order, await sendScript(services, order))
    } finally {
      sending.end()
    }
    void unsettled.retryAll()
  }

  function finish(order: ScriptOrder, result: ScriptResult): void {
    const { externalUserId } = order.target
    const again = (): void => void run({ ...order, key: newKey() })
    switch (result.is) {
      case 'sent':
        tellDone(order, result.cadence)
        sending.say('已交给企业微信')
        break
      case 'unrecorded':
        noteSent(order)
        if (result.error.code === 'needs_reason') askReasonToRecord(order, result.error.details)
        else recordLater(order)
        break
      case 'switched':
        if (result.hasGoneOut) tellMaybeElsewhere(order, result)
        else context.tellSwitched(result.chat, order.target, '话术', '没有发出')
        break
      case 'unconfirmed':
        context.tellUnconfirmed(result.problem, order.target, '话术', again)
        break
      case 'cancelled':
        sending.say('已取消，话术没有发出')
        break
      case 'failed':
        sending.tell({
          tone: 'error',
          text: '企业微信没有发出这条话术',
          detail: problemDetail({ reason: result.reason, raw: result.raw }),
          externalUserId,
          actions: [
            { label: '重试', isPrimary: true, run: again },
            { label: '复制文案', run: () => void context.copyText(order.text) },
          ],
        })
        break
      case 'silent':
        tellSilent(order)
        void result.late.then(async (outcome) => {
          if (outcome.is === 'timeout' || settled.has(order.key)) return
          settled.add(order.key)
          sending.dismiss()
          finish(order, await settleScript(services, order, outcome))
        })
        break
    }
  }

  /** Orders the advisor settled by hand, so that a late word changes nothing. */
  const settled = new Set<string>()

  /** What was recorded after a switch says nothing about whoever is here now. */
  function noteSent(order: ScriptOrder): void {
    if (chat.externalUserId !== order.target.externalUserId) return
    sending.sentAt = { ...sending.sentAt, [order.scriptId]: Date.now() }
    if (sending.copied?.scriptId === order.scriptId) sending.copied = null
  }

  /** A suggestion that was carried out may rest now. */
  function tellDone(order: ScriptOrder, cadence: CadenceMeter): void {
    customer.showCadence(order.target.externalUserId, cadence)
    noteSent(order)
    if (order.ruleId !== undefined) void customer.refresh()
  }

  async function record(order: ScriptOrder): Promise<void> {
    settled.add(order.key)
    sending.dismiss()
    const result = await recordScript(services.api, order)
    if (result.is !== 'sent') return finish(order, result)
    tellDone(order, result.cadence)
    sending.say('已记录')
  }

  function askReasonToRecord(order: ScriptOrder, details: unknown): void {
    const proceed = (override: Override): void => void record({ ...order, override, key: newKey() })
    const title = '话术已在会话里，记录前请选择原因'
    context.askReason(order.target.externalUserId, title, warningTexts(details), proceed)
  }

  function recordLater(order: ScriptOrder): void {
    unsettled.keep({
      run: async () => {
        const result = await recordScript(services.api, order)
        if (result.is === 'unrecorded') throw result.error
        if (result.is === 'sent') customer.showCadence(order.target.externalUserId, result.cadence)
      },
      pending: order.via === 'sent' ? '话术已交给企业微信，但未记录' : '这次发送未记录',
      done: '已补记',
      failed: '没有记录',
    })
  }

  function tellMaybeElsewhere(order: ScriptOrder, result: Extract<ScriptResult, { is: 'switched' }>): void {
    const mark = { label: '记为已发', run: () => void record(order) }
    context.tellSwitched(result.chat, order.target, '话术', '可能发到了别处，请看会话', [mark])
  }

  function tellSilent(order: ScriptOrder): void {
    sending.tell({
      tone: 'error',
      text: '没有收到企业微信的回复，请看会话里有没有这条话术',
      externalUserId: order.target.externalUserId,
      actions: [{ label: '记为已发', run: () => void record(order) }],
    })
  }

  /** A copy is no touch until the advisor says that it was sent. */
  async function copy(
    target: Target | null,
    script: FilledScript,
    text: string,
    ruleId?: string,
  ): Promise<void> {
    const isCopied = await context.copyText(text)
    if (!isCopied || target === null) return
    const order = scriptOrder(target, script, { text, ruleId, via: 'copied' })
    sending.copied = {
      scriptId: script.scriptId,
      markAsSent: () => {
        sending.copied = null
        void record(order)
      },
    }
  }

  return { send, copy }
}
