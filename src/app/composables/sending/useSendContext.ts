import type { Override } from '../../../contract/coupons.ts'
import type { Chat, HostProblem } from '../../host/bridge.ts'
import type { Target } from '../../sending/target.ts'
import { problemDetail, whereText } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useCustomerStore } from '../../stores/customer.ts'
import { useSendingStore, type NoticeAction } from '../../stores/sending.ts'

/** What both send paths share: who it goes to, the question for a reason, and the bars they end with. */
export function useSendContext(services: Services = useServices()) {
  const chat = useChatStore()
  const customer = useCustomerStore()
  const sending = useSendingStore()

  function meter() {
    const block = customer.panel?.cadence
    return block?.status === 'ready' ? block.data : null
  }

  function askReason(
    externalUserId: string,
    title: string,
    warnings: string[],
    proceed: (override: Override) => void,
  ): void {
    sending.notice = null
    sending.reasonRequest = {
      externalUserId,
      title,
      warnings,
      nextSlotAt: meter()?.nextSlotAt ?? null,
      proceed,
    }
  }

  /** Asks for a reason when the meter already warns of this kind of message (C23); false = nothing to ask. */
  function asksForReason(
    target: Target,
    proceed: (override: Override) => void,
    contentType?: string,
  ): boolean {
    const known = meter()
    const warnings = (contentType === 'service' ? known?.serviceWarnings : known?.warnings) ?? []
    if (warnings.length === 0) return false
    askReason(
      target.externalUserId,
      '继续发送前请选择原因',
      warnings.map((warning) => warning.text),
      proceed,
    )
    return true
  }

  function tellSwitched(
    now: Chat,
    target: Target,
    what: string,
    ending: string,
    actions: NoticeAction[] = [],
  ): void {
    chat.settle(now)
    sending.tell({
      tone: 'error',
      text: () => `${whereText(now, customer.displayName)}，刚才的${what}${ending}`,
      detail: `原本要发给：${target.displayName}`,
      actions,
    })
  }

  function tellUnconfirmed(
    problem: HostProblem | null,
    target: Target,
    what: string,
    retry: () => void,
  ): void {
    sending.tell({
      tone: 'error',
      text: `无法确认当前客户，${what}没有发出`,
      detail: problemDetail(problem),
      externalUserId: target.externalUserId,
      actions: [{ label: '重试', isPrimary: true, run: retry }],
    })
  }

  async function copyText(text: string): Promise<boolean> {
    const isCopied = await services.host.copy(text)
    if (isCopied) sending.say('已复制')
    else sending.tell({ tone: 'error', text: '复制没有成功，请长按或选中文字手动复制', actions: [] })
    return isCopied
  }

  return { askReason, asksForReason, tellSwitched, tellUnconfirmed, copyText }
}
