import { coupons, days, minutes, people, percent, type Rule, times } from './rule.ts'

/** Rules of ours against the abuse of coupons, and for taking back what was wrongly held for one person. */
export const abuseRules = {
  'CODE-GUESS': {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '连续试错券码、链接或密钥的来源先停一停；输对的从不受限',
    implementedIn: 'domain/abuse/alert.ts',
  },
  'SHARED-LINK': {
    kind: 'T',
    source: 'ours',
    values: { people: people(4, 2, 100) },
    sentence: '一张券的链接在{people}的设备上打开就提醒',
    implementedIn: 'domain/abuse/bounds.ts',
  },
  'ONE-DEVICE': {
    kind: 'T',
    source: 'ours',
    values: { people: people(3, 2, 50), days: days(30, 1, 90) },
    sentence: '{days}内同一台设备领了{people}的券就提醒',
    implementedIn: 'domain/abuse/bounds.ts',
  },
  'FAST-REDEEM': {
    kind: 'T',
    source: 'ours',
    values: {
      minutes: minutes(60, 5, 1_440),
      advisorCoupons: coupons(30, 1, 10_000),
      offerCoupons: coupons(300, 1, 100_000),
      deviceCoupons: coupons(5, 1, 1_000),
    },
    sentence:
      '{minutes}内核销满这么多就提醒：同一顾问{advisorCoupons}，同一优惠{offerCoupons}，同一设备{deviceCoupons}',
    implementedIn: 'domain/abuse/redemption-speed.ts',
  },
  'RETURN-RATE': {
    kind: 'T',
    source: 'ours',
    values: { orders: times(3, 2, 100), percent: percent(50, 1, 100), days: days(90, 7, 365) },
    sentence: '{days}内下单{orders}以上、退款占{percent}以上的用券客户就提醒',
    implementedIn: 'domain/abuse/return-rate.ts',
  },
  'SELF-USE': {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '员工不能给自己发券，也不能领客户的券',
    implementedIn: 'domain/abuse/alert.ts',
  },
  'SAME-PERSON': {
    kind: 'T',
    source: 'ours',
    values: {},
    sentence: '像是同一个人的几个账号就提醒，由人决定；新客优惠只给其中一个',
    implementedIn: 'domain/abuse/alert.ts',
  },
  UNMERGE: {
    kind: 'L',
    source: 'ours',
    values: { days: days(90, 1, 365) },
    sentence: '客户合并后{days}内可以撤销',
    implementedIn: 'domain/customers/unmerge.ts',
  },
} satisfies Record<string, Rule>
