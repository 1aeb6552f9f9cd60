import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** MEM-03: many ways to earn and to spend; an operator switches on those that the shop has. */
export const earningWays = ['order', 'review', 'checkIn', 'invite', 'profile', 'birthday'] as const
export const spendingWays = ['coupon', 'gift', 'sample', 'freeShipping', 'service'] as const
export type EarningWay = (typeof earningWays)[number]
export type SpendingWay = (typeof spendingWays)[number]

export const earningNames: Record<EarningWay, string> = {
  order: '下单',
  review: '写评价',
  checkIn: '签到',
  invite: '邀请好友',
  profile: '填资料',
  birthday: '生日',
}
export const spendingNames: Record<SpendingWay, string> = {
  coupon: '换券',
  gift: '换礼品',
  sample: '换小样',
  freeShipping: '换包邮',
  service: '换服务',
}

export interface PointsTask {
  way: 'invite' | 'checkIn'
  done: number
  needed: number
  isDone: boolean
  text: string
}

/** MEM-03: the two sample tasks, one invited friend and one check-in, done from `needed` on (inclusive); more counts as done. */
export function pointsTasks(
  friendsOrdered: number,
  checkIns: number,
  rules: RuleOverrides = {},
): PointsTask[] {
  const task = (way: PointsTask['way'], count: number, needed: number, unit: string): PointsTask => {
    const done = Math.min(Math.max(0, count), needed)
    const text = `${earningNames[way]}${needed}${unit}(${done}/${needed})`
    return { way, done, needed, isDone: done >= needed, text }
  }
  return [
    task('invite', friendsOrdered, ruleValue({ rules }, 'MEM-03', 'invites'), '人'),
    task('checkIn', checkIns, ruleValue({ rules }, 'MEM-03', 'checkIns'), '次'),
  ]
}

/** MEM-03: what the customer is told of points; null where they cannot be both earned and spent, then nothing is promised. */
export function pointsText(earning: readonly EarningWay[], spending: readonly SpendingWay[]): string | null {
  if (earning.length === 0 || spending.length === 0) return null
  const earned = earning.map((way) => earningNames[way]).join('、')
  const spent = spending.map((way) => spendingNames[way]).join('、')
  return `${earned}可得积分，积分可以${spent}`
}
