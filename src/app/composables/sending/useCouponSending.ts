import type { Coupon, Override } from '../../../contract/coupons.ts'
import { newKey, type ApiError } from '../../api.ts'
import { sendCoupon, settleCoupon, type CouponOrder, type CouponResult } from '../../sending/send-coupon.ts'
import type { Target } from '../../sending/target.ts'
import { problemDetail, refusalTexts, warningTexts } from '../../sending/words.ts'
import { useServices, type Services } from '../../services.ts'
import { useCustomerStore } from '../../stores/customer.ts'
import { useSendingStore, type NoticeAction } from '../../stores/sending.ts'
import { useCustomer } from '../useCustomer.ts'
import { useCouponWrites } from './useCouponWrites.ts'
import { useSendContext } from './useSendContext.ts'
import { useUnsettled } from './useUnsettled.ts'

/** An issued coupon lapses after ten minutes; a later retry asks for a new one. */
const keyLifeMs = 9 * 60_000

export interface SendableOffer {
  offerId: string
  headline: string
  validText: string
  ruleId: string
}

function switchedEnding(result: Extract<CouponResult, { is: 'switched' }>): string {
  if (!result.hasGoneOut) return '没有发出'
  return result.unvoided ? '还没能作废，正在重试' : '已立即作废'
}

/** 一键发券: from the tap to the word on the screen. */
export function useCouponSending(services: Services = useServices()) {
  const sending = useSendingStore()
  const customerStore = useCustomerStore()
  const customer = useCustomer(services)
  const context = useSendContext(services)
  const writes = useCouponWrites(services)
  const unsettled = useUnsettled()

  function send(target: Target, offer: SendableOffer, fallbackText?: string): void {
    if (sending.isBusy) return
    const { offerId, headline, ruleId } = offer
    const text = fallbackText ?? `${headline}，${offer.validText}`
    const order = (override?: Override): CouponOrder => {
      return { target, offerId, headline, ruleId, override, key: newKey(), fallbackText: text }
    }
    if (!context.asksForReason(target, (override) => void run(order(override)))) void run(order())
  }

  async function run(order: CouponOrder, tappedAt = Date.now()): Promise<void> {
    const text = `正在发给 ${order.target.displayName}：${order.headline}`
    if (!sending.begin({ itemId: order.offerId, text })) return
    try {
      await finish(order, tappedAt, await sendCoupon(services, order))
    } finally {
      sending.end()
    }
    void unsettled.retryAll()
  }

  const again = (order: CouponOrder): Promise<void> => run({ ...order, key: newKey() })

  async function finish(order: CouponOrder, tappedAt: number, result: CouponResult): Promise<void> {
    const { target } = order
    const { externalUserId } = target
    switch (result.is) {
      case 'sent':
        customer.showCoupon(externalUserId, result.coupon)
        sending.say('已交给企业微信')
        if (!result.isRecorded) writes.recordLater(result.coupon, externalUserId)
        void customer.refresh()
        break
      case 'switched':
        context.tellSwitched(result.chat, target, '券', switchedEnding(result))
        writes.voidLater(result.unvoided, 'wrong-customer')
        break
      case 'unconfirmed':
        context.tellUnconfirmed(result.problem, target, '券', () => void again(order))
        writes.voidLater(result.unvoided, 'send-failed')
        break
      case 'cancelled':
        sending.say('已取消，券没有发出')
        writes.voidLater(result.unvoided, 'cancelled')
        break
      case 'failed': {
        const detail = problemDetail({ reason: result.reason, raw: result.raw })
        const actions = [retryAction(() => void again(order)), copyAction('复制文案', order)]
        sending.tell({ tone: 'error', text: '企业微信没有发出这张券', detail, externalUserId, actions })
        writes.voidLater(result.unvoided, 'send-failed')
        break
      }
      case 'silent':
        waitForWord(order, result.coupon)
        void settleLate(order, tappedAt, result)
        break
      case 'rejected':
        refuse(order, tappedAt, result.error)
        break
    }
  }

  /** A word that comes after all decides, unless the advisor has; the bar that asked for it goes. */
  async function settleLate(
    order: CouponOrder,
    tappedAt: number,
    { coupon, late }: Extract<CouponResult, { is: 'silent' }>,
  ): Promise<void> {
    const question = sending.notice
    const outcome = await late
    if (outcome.is === 'timeout' || !isStillIssued(coupon)) return
    if (sending.notice === question) sending.notice = null
    await finish(order, tappedAt, await settleCoupon(services, order.target, coupon, outcome))
  }

  const retryAction = (run: () => void): NoticeAction => ({ label: '重试', isPrimary: true, run })
  const copyAction = (label: string, order: CouponOrder): NoticeAction => {
    return { label, run: () => void context.copyText(order.fallbackText) }
  }

  function refuse(order: CouponOrder, tappedAt: number, error: ApiError): void {
    const { externalUserId } = order.target
    if (error.code === 'needs_reason') {
      const proceed = (override: Override): void => void run({ ...order, override, key: newKey() })
      context.askReason(externalUserId, error.message, warningTexts(error.details), proceed)
      return
    }
    if (error.mayPass) {
      const retry = (): void => {
        const isFresh = Date.now() - tappedAt < keyLifeMs
        void (isFresh ? run(order, tappedAt) : again(order))
      }
      const actions = [retryAction(retry), copyAction('复制文案手动发', order)]
      sending.tell({ tone: 'error', text: `${error.message}，券未发出`, externalUserId, actions })
      return
    }
    const detail = refusalTexts(error.details).join('；') || undefined
    sending.tell({ tone: 'error', text: error.message, detail, externalUserId, actions: [] })
    void customer.refresh()
  }

  function isStillIssued(coupon: Coupon): boolean {
    const block = customerStore.panel?.recentCoupons
    if (block?.status !== 'ready') return true
    const known = block.data.find((other) => other.couponId === coupon.couponId)
    return known === undefined || known.state === 'issued'
  }

  function waitForWord(order: CouponOrder, coupon: Coupon): void {
    const { externalUserId } = order.target
    customer.showCoupon(externalUserId, coupon)
    sending.tell({
      tone: 'error',
      text: '没有收到企业微信的回复，请看会话里有没有这张券',
      externalUserId,
      actions: [
        { label: '作废', run: () => void writes.voidCoupon(order.target, coupon) },
        { label: '记为已发', run: () => void writes.markSent(order.target, coupon) },
      ],
    })
  }

  return { send }
}
