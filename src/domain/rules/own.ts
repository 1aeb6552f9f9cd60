import { coupons, days, fen, fields, minutes, percent, type Rule, times } from './rule.ts'

/** Rules of ours: settlements of contradictions (C…) and decisions of the product, where the sources are silent. */
export const ownRules = {
  C2: {
    kind: 'T',
    source: 'ours',
    values: { days: days(7, 1, 30), newDays: days(30, 7, 90) },
    sentence: '添加{newDays}内的新客，{days}没有动静就提醒',
    implementedIn: 'domain/actions/triggers/quiet.ts',
  },
  C3: {
    kind: 'G',
    source: 'ours',
    values: { activeDays: days(30, 7, 90), weekCap: times(3, 1, 14) },
    sentence: '成熟活跃(添加已久，{activeDays}内有动静)一周最多{weekCap}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  C9: {
    kind: 'G',
    source: 'ours',
    values: { smallestFen: fen(500, 0, 10_000) },
    sentence: '折扣按上限封顶；封顶后不到{smallestFen}就不发',
    implementedIn: 'domain/offers/fit.ts',
  },
  C23: {
    kind: 'G',
    source: 'ours',
    values: { perDay: times(1, 1, 5) },
    sentence: '服务类消息不占营销次数，一天最多{perDay}',
    implementedIn: 'domain/cadence/service-quota.ts',
  },
  'CAP-12M': {
    kind: 'G',
    source: 'ours',
    values: { percent: percent(20, 1, 40) },
    sentence: '近一年未用完和已核销的券，连同这一张，最多花掉客户LTV的{percent}',
    implementedIn: 'domain/offers/caps.ts',
  },
  'REST-KIND': {
    kind: 'G',
    source: 'ours',
    values: { days: days(30, 0, 180) },
    sentence: '同类优惠{days}内不重复发',
    implementedIn: 'domain/offers/guards/repeats.ts',
  },
  LEARN: {
    kind: 'T',
    source: 'ours',
    values: { coupons: coupons(500, 1, 1_000_000) },
    sentence: '发满{coupons}券后按实际效果学习排序，之前按预设排序',
    implementedIn: 'domain/learning/policy/learning-mode.ts',
  },
  LAPSE: {
    kind: 'L',
    source: 'ours',
    values: { minutes: minutes(10, 1, 1_440) },
    sentence: '发出后{minutes}没有结果的券自动失效，释放预算',
  },
  TOUCH: {
    kind: 'L',
    source: 'ours',
    values: { minutes: minutes(10, 1, 60) },
    sentence: '{minutes}内连发的算一次触达',
    implementedIn: 'domain/cadence/touch-grouping.ts',
  },
  CREDIT: {
    kind: 'L',
    source: 'ours',
    values: { days: days(7, 1, 90) },
    sentence: '订单归功于用掉的券，没有券的归功于下单前{days}内最后一次触达',
    implementedIn: 'domain/attribution/attribute.ts',
  },
  STEPS: {
    kind: 'L',
    source: 'ours',
    values: { steps: fields(3, 1, 3) },
    sentence: '首页最多列{steps}建议',
    implementedIn: 'domain/actions/next-steps.ts',
  },
  DISMISS: {
    kind: 'L',
    source: 'ours',
    values: { days: days(30, 1, 180) },
    sentence: '说过不合适的建议{days}内不再出现',
    implementedIn: 'domain/actions/suppression.ts',
  },
} satisfies Record<string, Rule>
