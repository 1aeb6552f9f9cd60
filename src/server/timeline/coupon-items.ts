import type { TimelineItem } from '../../contract/timeline.ts'
import { couponStateNames } from '../../domain/coupons/coupon.ts'
import { yuan } from '../../domain/money.ts'
import type { CouponEvent } from './coupon-events.ts'

const voidReasons: Record<string, string> = {
  advisor: '顾问作废',
  cancelled: '取消了发送',
  'send-failed': '发送失败',
  'wrong-customer': '会话已换成别的客户',
}

/** "order A95: …" → "订单 A95：…". */
function orderText(reason: string): string {
  return reason.replace(/^order (\S+?)(?:: |$)/, (_all, orderId: string) =>
    reason.includes(': ') ? `订单 ${orderId}：` : `订单 ${orderId}`,
  )
}

function voidText(reason: string): string {
  const [code = '', ...note] = reason.split(': ')
  const name = voidReasons[code]
  if (name === undefined) return ''
  return note.length > 0 ? `${name}：${note.join(': ')}` : name
}

function detailOf(event: CouponEvent, by: (userId: string) => string): string {
  const { toState, fromState, reason, actor, discountFen } = event
  switch (toState) {
    case 'issued':
      return `${by(actor)} 生成，等待发出`
    case 'sent':
      return '已交给企业微信'
    case 'voided':
      return [by(actor), voidText(reason)].filter((text) => text !== '').join(' · ')
    case 'lapsed':
      return '没有确认发出，预留已释放'
    case 'expired':
      return fromState === 'claimed' ? '领取后未使用' : '过期未领'
    case 'redeemed':
      return [orderText(reason), discountFen ? `省${yuan(discountFen)}元` : '']
        .filter((text) => text !== '')
        .join(' · ')
    case 'refunded':
      return orderText(reason)
    case 'opened':
    case 'claimed':
      return ''
  }
}

const otherActors: Record<string, string> = { customer: '顾客', system: '系统' }

/** One line for each change of a coupon's state. */
export function couponItems(events: readonly CouponEvent[], by: (userId: string) => string): TimelineItem[] {
  return events.map((event) => ({
    id: `coupon:${event.couponEventId}`,
    kind: 'coupon',
    at: event.at,
    title: `券「${event.headline}」${couponStateNames[event.toState]}`,
    detail: detailOf(event, (actor) => otherActors[actor] ?? by(actor)) || null,
  }))
}
