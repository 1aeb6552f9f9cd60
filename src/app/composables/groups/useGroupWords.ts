import type { Chat, HostProblem } from '../../host/bridge.ts'
import type { GroupTarget } from '../../sending/target.ts'
import { problemDetail, whereText } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useCustomerStore } from '../../stores/customer.ts'
import { useSendingStore, type NoticeAction } from '../../stores/sending.ts'

/** The bars with which a send into a group ends. */
export function useGroupWords({ host }: Services = useServices()) {
  const chat = useChatStore()
  const customer = useCustomerStore()
  const sending = useSendingStore()

  function tell(
    { chatId }: GroupTarget,
    text: string,
    detail: string | undefined,
    actions: NoticeAction[],
  ): void {
    sending.tell({ tone: 'error', text, detail, chatId, actions })
  }

  /** The one bar that outlives the switch it speaks of. */
  function tellSwitched(now: Chat, target: GroupTarget, ending: string, actions: NoticeAction[]): void {
    chat.settle(now)
    sending.tell({
      tone: 'error',
      text: () => `${whereText(now, customer.displayName)}，刚才的话术${ending}`,
      detail: `原本要发到群：${target.name}`,
      actions,
    })
  }

  function tellUnconfirmed(problem: HostProblem | null, target: GroupTarget, retry: NoticeAction): void {
    const text = '无法确认当前群聊，话术没有发出'
    tell(target, text, problem === null ? '当前不在这个群的聊天窗口' : problemDetail(problem), [retry])
  }

  async function copyText(text: string): Promise<boolean> {
    const isCopied = await host.copy(text)
    if (isCopied) sending.say('已复制')
    else sending.tell({ tone: 'error', text: '复制没有成功，请长按或选中文字手动复制', actions: [] })
    return isCopied
  }

  return { tell, tellSwitched, tellUnconfirmed, copyText }
}
