import type { Coupon } from '../../../contract/coupons.ts'
import { toApiError } from '../../api.ts'
import type { VoidReason } from '../../sending/send-coupon.ts'
import type { Target } from '../../sending/target.ts'
import { useServices, type Services } from '../../services.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useCustomer } from '../useCustomer.ts'
import { useUnsettled } from './useUnsettled.ts'

/** 作废 and 记为已发 of a coupon, at once or as soon as the server can be reached. */
export function useCouponWrites(services: Services = useServices()) {
  const sending = useSendingStore()
  const customer = useCustomer(services)
  const unsettled = useUnsettled()

  const postVoid = (couponId: string, reason: VoidReason) =>
    services.api.voidCoupon({ params: { couponId }, body: { reason } })
  const postSent = (couponId: string, chatExternalUserId: string) =>
    services.api.markCouponSent({ params: { couponId }, body: { chatExternalUserId } })

  /** Does nothing for a coupon whose reserve is already freed. */
  function voidLater(coupon: Coupon | null, reason: VoidReason): void {
    if (coupon === null) return
    unsettled.keep({
      run: () => postVoid(coupon.couponId, reason),
      pending: '这张券还没能作废，联网后自动重试',
      done: '券已作废',
      failed: '券没有作废',
    })
  }

  function recordLater(coupon: Coupon, externalUserId: string): void {
    unsettled.keep({
      run: async () => {
        const answer = await postSent(coupon.couponId, externalUserId)
        customer.showCoupon(externalUserId, answer.coupon)
      },
      pending: '券已交给企业微信，但未记录',
      done: '已补记',
      failed: '券没有记录',
    })
  }

  async function write(
    target: Target,
    coupon: Coupon,
    words: { doing: string; done: string; failed: string },
    post: (externalUserId: string) => Promise<{ coupon: Coupon }>,
  ): Promise<void> {
    if (!sending.begin({ itemId: coupon.couponId, text: words.doing })) return
    const { externalUserId } = target
    try {
      const answer = await post(externalUserId)
      customer.showCoupon(externalUserId, answer.coupon)
      sending.say(words.done)
    } catch (failure) {
      sending.tell({
        tone: 'error',
        text: `${words.failed}：${toApiError(failure).message}`,
        externalUserId,
        actions: [{ label: '重试', isPrimary: true, run: () => void write(target, coupon, words, post) }],
      })
    } finally {
      sending.end()
    }
    void customer.refresh()
  }

  async function voidCoupon(target: Target, coupon: Coupon): Promise<void> {
    const words = { doing: '正在作废', done: '已作废', failed: '没有作废' }
    return write(target, coupon, words, () => postVoid(coupon.couponId, 'advisor'))
  }

  /** The advisor saw the card in the chat although WeCom never answered. */
  async function markSent(target: Target, coupon: Coupon): Promise<void> {
    const words = { doing: '正在记录', done: '已记录', failed: '没有记录' }
    return write(target, coupon, words, (externalUserId) => postSent(coupon.couponId, externalUserId))
  }

  return { voidCoupon, markSent, voidLater, recordLater }
}
