import { lettersOf, randomOf } from './random.ts'

export const contactCount = 600

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/** The opaque id of a customer by place in the list. */
export function externalUserIdOf(index: number): string {
  return `wm${lettersOf(randomOf('external-user', index), idAlphabet, 30)}`
}

/** People whose story is told on purpose; they come before all others, in this order. */
const stories = {
  /** Looked at one serum four times in a week and has not ordered it: 包邮 + 7天价保 (NBA-05). */
  hesitant: ['李悦', '李悦 油皮 宝妈', 14],
  /** More than three repurchases, LTV far above 800 元. */
  vip: ['王芳', '芳姐 干皮 老客', 402],
  /** Has her birthday today (NBA-08). */
  birthday: ['陈静', '陈静 混油 上班族', 190],
  /** Three pieces in the cart, unpaid (NBA-04). */
  fullCart: ['周敏', '周敏 敏感肌 爱囤货', 96],
  /** Added today; nothing else is known (NBA-18). */
  newcomer: ['林小雨', '', 0],
  /** Does not want personal offers. */
  optedOut: ['赵雪', '赵雪 干皮', 233],
  /** No activity for 46 days (NBA-15). */
  silent: ['孙丽', '孙丽 混干 沉默', 310],
  /** One small order: a coupon of 50 元 costs more than a tenth of what she is worth (OFF-01). */
  smallBuyer: ['吴婷', '吴婷 学生 油皮', 41],
  /** Holds a coupon that she has taken but not used. */
  couponHolder: ['何晴', '何晴 混油 闺蜜团', 120],
  /** Began to check out and stopped (NBA-03). */
  checkout: ['郑洁', '郑洁 干皮 夜班', 22],
  /** Asked for the price a moment ago (NBA-01). */
  asking: ['冯晓', '冯晓 敏感肌 问过价', 11],
  /** Complained yesterday; promotions rest (NBA-02). */
  complaint: ['许慧', '许慧 混干', 77],
  /** Her points end within days (NBA-16). */
  expiringPoints: ['沈梦', '沈梦 油皮 积分多', 265],
  /** Bought three days ago (NBA-09). */
  dayThree: ['马悦', '马悦 干皮 刚下单', 60],
  /** Stayed on one page for minutes (NBA-06). */
  longLook: ['杨柳', '杨柳 混油 看美容仪', 35],
  /** Worth much once, gone for half a year (NBA-17). */
  sleeping: ['唐宁', '唐宁 干皮 大单', 405],
  /** Placed an order today and has not paid it (NBA-12). */
  unpaid: ['方晴', '方晴 混油 爱防晒', 205],
  /** Shares the shop with friends. */
  advocate: ['曹颖', '曹颖 爱分享', 350],
  /** Known to two advisors. */
  shared: ['黄蕊', '黄蕊 敏感肌', 150],
  /** Of another advisor only: the first advisor must not see her. */
  foreign: ['高岚', '高岚 油皮', 80],
} as const satisfies Record<string, readonly [name: string, remark: string, addedDaysAgo: number]>

export type NotableKey = keyof typeof stories

export interface NotablePerson {
  key: NotableKey
  index: number
  name: string
  remark: string
  addedDaysAgo: number
  externalUserId: string
}

export const notableKeys = Object.keys(stories) as NotableKey[]

export const notablePeople = Object.fromEntries(
  notableKeys.map((key, index) => {
    const [name, remark, addedDaysAgo] = stories[key]
    return [key, { key, index, name, remark, addedDaysAgo, externalUserId: externalUserIdOf(index) }]
  }),
) as Record<NotableKey, NotablePerson>

/** The story at this place of the list; undefined for everybody else. */
export function notableAt(index: number): NotablePerson | undefined {
  const key = notableKeys[index]
  return key && notablePeople[key]
}
