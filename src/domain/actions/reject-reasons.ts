/** Why an advisor puts a suggestion aside. */
export const rejectReasons = ['notInterested', 'justBought', 'tooOften', 'inaccurate', 'other'] as const
export type RejectReason = (typeof rejectReasons)[number]
export const rejectReasonNames: Record<RejectReason, string> = {
  notInterested: '不感兴趣',
  justBought: '刚买过',
  tooOften: '太打扰',
  inaccurate: '推荐不准',
  other: '其他',
}

export const snoozes = ['tomorrow', 'golden'] as const
export type Snooze = (typeof snoozes)[number]
export const snoozeNames: Record<Snooze, string> = { tomorrow: '明天再说', golden: '下个黄金时段' }
