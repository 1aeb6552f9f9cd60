import { fen, hours, multiple, percent, ratio, type Rule } from '../rule.ts'

/** OFF-01 to OFF-09: what an offer may cost, for whom and for how long. */
export const offerLimitRules = {
  'OFF-01': {
    kind: 'G',
    source: '000',
    values: { percent: percent(10, 1, 20) },
    sentence: '一张券最多花掉客户LTV的{percent}，超过的列入不可发，经理可以例外批准',
    implementedIn: 'domain/offers/caps.ts',
  },
  'OFF-02': {
    kind: 'T',
    source: '000',
    values: { ltvFen: fen(80_000, 1_000, 100_000_000) },
    sentence: 'LTV达到{ltvFen}为高价值，可以给免费试用和专属顾问',
    implementedIn: 'domain/customers/value-tier.ts',
  },
  'OFF-03': {
    kind: 'T',
    source: '000',
    values: {
      ltvFen: fen(20_000, 0, 100_000_000),
      capFen: fen(2_000, 0, 1_000_000),
      points: multiple(2, 1, 10),
    },
    sentence: 'LTV在{ltvFen}以内(含)只给门槛券或{points}积分，成本不超过{capFen}',
  },
  'OFF-04': {
    kind: 'D',
    source: 'ours',
    values: {},
    sentence: 'LTV居中的客户给门槛券、组合或保障类优惠，成本仍受单张上限约束',
  },
  'OFF-05': {
    kind: 'G',
    source: '000',
    values: { percent: percent(18, 1, 30), warnPercent: percent(15, 1, 30) },
    sentence: '优惠成本超过商品毛利的{warnPercent}时提醒，超过{percent}不可发',
    implementedIn: 'domain/offers/caps.ts',
  },
  'OFF-06': {
    kind: 'K',
    source: '000',
    values: { percent: percent(30, 1, 100) },
    sentence: '活动中每单奖励成本低于毛利的{percent}，超过会报警',
    implementedIn: 'domain/metrics/cost/reward-cost.ts',
  },
  'OFF-07': {
    kind: 'K',
    source: '000',
    values: { roi: ratio(5, 1, 50) },
    sentence: '活动目标：投入产出达到{roi}',
    implementedIn: 'domain/metrics/cost/return-on-cost.ts',
  },
  'OFF-08': {
    kind: 'L',
    source: '000',
    values: { hours: hours(24, 1, 720) },
    sentence: '每张券必须写明截止时间，默认发出后{hours}；奖励当场到账，不拖延',
    implementedIn: 'domain/offers/eligibility.ts',
  },
  'OFF-09': {
    kind: 'G',
    source: '000',
    values: {},
    sentence: '面向所有人的券核销低、花钱多，设置时会警告',
    implementedIn: 'domain/strategy/blanket-audience.ts',
  },
} satisfies Record<string, Rule>
