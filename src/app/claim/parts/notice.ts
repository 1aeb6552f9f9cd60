import type { Claim } from '../../../contract/claims.ts'
import { element } from './element.ts'

export type NoticeName = Exclude<Claim['view'], 'open'> | 'not-found' | 'slow'

interface Notice {
  mark: string
  title: string
  text: string
}

const notices: Record<NoticeName, Notice> = {
  claimed: { mark: '✓', title: '已领取', text: '' },
  taken: { mark: '!', title: '已在另一台设备领取', text: '券码只在领取它的那台设备上显示。' },
  stranger: { mark: '!', title: '这张券属于别人', text: '' },
  redeemed: { mark: '✓', title: '已使用', text: '这张券已经用在订单里了。' },
  expired: { mark: '!', title: '已过期', text: '这张券过了有效期，不能再用了。' },
  voided: { mark: '!', title: '已作废', text: '这张券已经收回，不能再用了。' },
  lapsed: { mark: '!', title: '已失效', text: '可以请顾问看看能否再为您准备一张。' },
  'sold-out': { mark: '!', title: '已抢完', text: '这项优惠的名额已经领完了。' },
  'not-found': { mark: '!', title: '没有找到这张券', text: '请回到聊天，从收到的那条消息重新打开。' },
  slow: { mark: '!', title: '网络慢', text: '这张券暂时没有打开，请稍后重试。' },
}

/** The words of a state, for the live region: a sign, a heading, a sentence. */
export function noticeNodes(name: NoticeName): HTMLElement[] {
  const { mark, title, text } = notices[name]
  const sign = element('span', { class: mark === '✓' ? 'sign good' : 'sign', 'aria-hidden': 'true' }, mark)
  const heading = element('h1', { class: 'state-title' }, title)
  return [sign, heading, ...(text === '' ? [] : [element('p', { class: 'state-text' }, text)])]
}
