import type { Override } from '../../../contract/coupons.ts'
import { newKey, type ApiError } from '../../api.ts'
import { recordQuiz, sendQuiz, settleQuiz, type QuizOrder, type QuizResult } from '../../sending/send-quiz.ts'
import { problemDetail, warningTexts } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useCustomer } from '../useCustomer.ts'
import { currentTarget } from '../sending/current-target.ts'
import { useSendContext } from '../sending/useSendContext.ts'
import { useUnsettled } from '../sending/useUnsettled.ts'

/** What the sending store knows the quiz by while it goes out. */
export const quizItemId = 'quiz'

/** 发送测试: from the tap to the word on the screen. `onSent` runs when the server knows that it went out. */
export function useQuizSending(onSent: () => void, services: Services = useServices()) {
  const sending = useSendingStore()
  const customer = useCustomer(services)
  const context = useSendContext(services)
  const unsettled = useUnsettled()

  function send(title: string): void {
    const target = currentTarget()
    if (!target || sending.isBusy) return
    const order = (override?: Override): QuizOrder => ({ target, title, override, key: newKey() })
    if (!context.asksForReason(target, (override) => void run(order(override)))) void run(order())
  }

  async function run(order: QuizOrder): Promise<void> {
    const text = `正在发给 ${order.target.displayName}：${order.title}`
    if (!sending.begin({ itemId: quizItemId, text })) return
    try {
      finish(order, await sendQuiz(services, order))
    } finally {
      sending.end()
    }
    void unsettled.retryAll()
  }

  function finish(order: QuizOrder, result: QuizResult): void {
    const { target } = order
    const { externalUserId } = target
    const again = (): void => void run({ ...order, key: newKey() })
    switch (result.is) {
      case 'sent':
        customer.showCadence(externalUserId, result.cadence)
        sending.say('已交给企业微信')
        onSent()
        break
      case 'unrecorded':
        recordLater(order, result.quizLinkId)
        break
      case 'switched':
        context.tellSwitched(result.chat, target, '测试', switchedEnding(result))
        voidLater(result.unvoided)
        break
      case 'unconfirmed':
        context.tellUnconfirmed(result.problem, target, '测试', again)
        break
      case 'cancelled':
        sending.say('已取消，测试没有发出')
        break
      case 'failed':
        sending.tell({
          tone: 'error',
          text: '企业微信没有发出这个测试',
          detail: problemDetail({ reason: result.reason, raw: result.raw }),
          externalUserId,
          actions: [{ label: '重试', isPrimary: true, run: again }],
        })
        break
      case 'silent':
        waitForWord(order, result)
        break
      case 'rejected':
        refuse(order, result.error)
        break
    }
  }

  function switchedEnding({ hasGoneOut, unvoided }: Extract<QuizResult, { is: 'switched' }>): string {
    if (!hasGoneOut) return '没有发出'
    return unvoided === null ? '已立即收回' : '还没能收回，正在重试'
  }

  function voidLater(quizLinkId: string | null): void {
    if (quizLinkId === null) return
    unsettled.keep({
      run: () => services.api.voidQuiz({ params: { quizLinkId }, body: { reason: 'wrong-customer' } }),
      pending: '这个测试还没能收回，联网后自动重试',
      done: '测试已收回',
      failed: '测试没有收回',
    })
  }

  function recordLater({ target }: QuizOrder, quizLinkId: string): void {
    const body = { chatExternalUserId: target.externalUserId }
    unsettled.keep({
      run: async () => {
        await services.api.markQuizSent({ params: { quizLinkId }, body })
        onSent()
      },
      pending: '测试已交给企业微信，但未记录',
      done: '已补记',
      failed: '测试没有记录',
    })
  }

  /** WeCom gave no answer: the advisor looks into the chat and says whether it is there; a late word settles it too. */
  function waitForWord(order: QuizOrder, { quizLinkId, late }: Extract<QuizResult, { is: 'silent' }>): void {
    const { externalUserId } = order.target
    let isSettled = false
    const markSent = (): void => {
      isSettled = true
      sending.dismiss()
      void recordQuiz(services, order, quizLinkId).then((result) => finish(order, result))
    }
    sending.tell({
      tone: 'error',
      text: '没有收到企业微信的回复，请看会话里有没有这个测试',
      externalUserId,
      actions: [{ label: '记为已发', run: markSent }],
    })
    const question = sending.notice
    void late.then(async (outcome) => {
      if (outcome.is === 'timeout' || isSettled) return
      isSettled = true
      if (sending.notice === question) sending.notice = null
      finish(order, await settleQuiz(services, order, quizLinkId, outcome))
    })
  }

  function refuse(order: QuizOrder, error: ApiError): void {
    const { externalUserId } = order.target
    if (error.code === 'needs_reason') {
      const proceed = (override: Override): void => void run({ ...order, override, key: newKey() })
      context.askReason(externalUserId, error.message, warningTexts(error.details), proceed)
      return
    }
    const actions = error.mayPass ? [{ label: '重试', isPrimary: true, run: () => void run(order) }] : []
    sending.tell({ tone: 'error', text: `${error.message}，测试没有发出`, externalUserId, actions })
  }

  return { send }
}
