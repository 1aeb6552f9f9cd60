/** What a touch carried. */
export const contentTypes = [
  'welcome',
  'education',
  'question',
  'know-how',
  'offer',
  'recall',
  'service',
  'other',
] as const
export type ContentType = (typeof contentTypes)[number]

export const contentNames: Record<ContentType, string> = {
  welcome: '欢迎',
  education: '教育',
  question: '问答',
  'know-how': '干货',
  offer: '优惠',
  recall: '唤醒',
  service: '服务',
  other: '其他',
}
