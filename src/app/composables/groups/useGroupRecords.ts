import type { Override } from '../../../contract/coupons.ts'
import type { GroupPushMeter } from '../../../contract/groups.ts'
import type { GroupPushKind } from '../../../domain/cadence/groups/push-kind.ts'
import { newKey, toApiError } from '../../api.ts'
import { recordPush, type GroupOrder } from '../../sending/send-group-script.ts'
import type { GroupTarget } from '../../sending/target.ts'
import { warningTexts } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useUnsettled } from '../sending/useUnsettled.ts'
import { useGroupWords } from './useGroupWords.ts'

export interface GroupHere {
  /** The group on the screen at this moment; null while it is not known. */
  target: () => GroupTarget | null
  meterOf: (kind: GroupPushKind) => GroupPushMeter | undefined
  refresh: () => Promise<void>
}

/** What is written down of pushes into a group beside sending them. */
export function useGroupRecords(here: GroupHere, services: Services = useServices()) {
  const sending = useSendingStore()
  const unsettled = useUnsettled()
  const words = useGroupWords(services)

  function askReason(title: string, warnings: string[], proceed: (override: Override) => void): void {
    sending.notice = null
    sending.reasonRequest = { title, warnings, nextSlotAt: null, proceed }
  }

  function noteSent({ scriptId, target }: GroupOrder): void {
    if (here.target()?.chatId === target.chatId) {
      sending.sentAt = { ...sending.sentAt, [scriptId]: Date.now() }
    }
    if (sending.copied?.scriptId === scriptId) sending.copied = null
  }

  /** A push that the server still counts although it never reached the group; null = there is none. */
  function voidLater({ chatId }: GroupTarget, touchId: string | null): void {
    if (touchId === null) return
    unsettled.keep({
      run: () => services.api.voidGroupTouch({ params: { chatId, touchId }, body: {} }),
      pending: '没有发出的话术还占着本周次数，联网后自动撤回',
      done: '次数已撤回',
      failed: '次数没有撤回',
    })
  }

  /** A text that is in the group already: only the count is missing. */
  async function record(order: GroupOrder): Promise<void> {
    sending.dismiss()
    try {
      await recordPush(services, order)
      noteSent(order)
      sending.say('已记录')
    } catch (failure) {
      const error = toApiError(failure)
      if (error.code === 'needs_reason') {
        const proceed = (override: Override): void => void record({ ...order, override, key: newKey() })
        return askReason('话术已在群里，记录前请选择原因', warningTexts(error.details), proceed)
      }
      const retry = { label: '重试', isPrimary: true, run: () => void record(order) }
      words.tell(order.target, `没有记录：${error.message}`, undefined, error.mayPass ? [retry] : [])
    }
    void here.refresh()
  }

  /** A copy counts nothing until the advisor says that it was sent. */
  async function copy(order: GroupOrder | null, text: string): Promise<void> {
    if (!(await words.copyText(text)) || order === null) return
    sending.copied = {
      scriptId: order.scriptId,
      markAsSent: () => {
        sending.copied = null
        void record(order)
      },
    }
  }

  return { askReason, noteSent, voidLater, record, copy }
}
