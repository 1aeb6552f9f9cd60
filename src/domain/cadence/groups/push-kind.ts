import type { ContentType } from '../content-type.ts'

/** What a push into a customer group carries. */
export const groupPushKinds = ['content', 'interaction', 'benefit', 'flashSale'] as const
export type GroupPushKind = (typeof groupPushKinds)[number]

export const groupPushNames: Record<GroupPushKind, string> = {
  content: '内容',
  interaction: '轻互动',
  benefit: '福利',
  flashSale: '秒杀',
}

/** Whether a push of this kind sells: it waits while RISK-02 pauses promotions and counts as conversion in CON-01. */
export function isPromotionKind(kind: GroupPushKind): boolean {
  return kind === 'benefit' || kind === 'flashSale'
}

/** The kind under which a script goes into a group: questions are light interaction, offers a benefit, the rest content. */
export function pushKindOf(contentType: ContentType): GroupPushKind {
  if (contentType === 'question') return 'interaction'
  return contentType === 'offer' ? 'benefit' : 'content'
}
