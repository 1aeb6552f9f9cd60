import { clock, fen, fold, months, people, percent, pieceOrdinal, type Rule } from '../rule.ts'

/** OFF-10 to OFF-19: what an offer looks like and how it is said. */
export const offerDesignRules = {
  'OFF-10': {
    kind: 'D',
    source: '000',
    values: { freeShippingFromFen: fen(59_900, 0, 1_000_000), nth: pieceOrdinal(2, 2, 5) },
    sentence: '阶梯优惠的样例：满{freeShippingFromFen}包邮，{nth}半价',
    implementedIn: 'domain/offers/discount.ts',
  },
  'OFF-11': {
    kind: 'D',
    source: '000',
    values: {},
    sentence: '小而确定的奖励好过抽奖',
    implementedIn: 'domain/offers/order/hints.ts',
  },
  'OFF-12': {
    kind: 'D',
    source: '000',
    values: { months: months(12, 1, 60) },
    sentence: '高价耐用品优先送延保{months}，不急着减钱',
  },
  'OFF-13': {
    kind: 'D',
    source: '001',
    values: { trialFen: fen(990, 0, 10_000) },
    sentence: '新客给{trialFen}试用装或新人券，每人只有一次',
    isEnforced: true,
    implementedIn: 'domain/offers/guards/repeats.ts',
  },
  'OFF-14': {
    kind: 'D',
    source: '001',
    values: { startsAt: clock(10, 0, 23), setFen: fen(9_900, 100, 1_000_000), winners: people(50, 1, 500) },
    sentence: '福利群样例：{startsAt}秒杀，{setFen}套装，前{winners}有赠品(名额须真实)',
    implementedIn: 'domain/groups/templates/welfare-sale.ts',
  },
  'OFF-15': {
    kind: 'D',
    source: '001',
    values: { payPercent: fold(80, 50, 99), giftFromFen: fen(100_000, 100, 10_000_000) },
    sentence: '会员群样例：{payPercent}，满{giftFromFen}另有赠品',
    implementedIn: 'domain/groups/templates/member-discount.ts',
  },
  'OFF-16': {
    kind: 'D',
    source: '001',
    values: { offFen: fen(5_000, 100, 1_000_000) },
    sentence: '新品样例：群内限量预订，立减{offFen}',
    implementedIn: 'domain/groups/templates/new-product.ts',
  },
  'OFF-17': {
    kind: 'B',
    source: '002',
    values: { bookingFen: fen(100, 0, 10_000), savedPercent: percent(65, 0, 100) },
    sentence: '参考：免费设计加{bookingFen}预约，曾把获客成本降低{savedPercent}',
  },
  'OFF-18': {
    kind: 'G',
    source: '000',
    values: {},
    sentence: '限量、限时的说法只用真实库存和名额，手写的数字不可发',
    implementedIn: 'domain/scripts/fill-variables.ts',
  },
  'OFF-19': {
    kind: 'B',
    source: '000',
    values: { chatPercent: percent(25, 0, 100), smsPercent: percent(3, 0, 100) },
    sentence: '参考：同一张券，企业微信一对一核销约{chatPercent}，短信约{smsPercent}',
  },
} satisfies Record<string, Rule>
