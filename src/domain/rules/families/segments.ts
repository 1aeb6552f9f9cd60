import { days, multiple, type Rule, times } from '../rule.ts'

export const segmentRules = {
  'SEG-01': {
    kind: 'T',
    source: '001',
    values: {},
    sentence: '最近买过、买得勤、每次买得多：重要价值客户，给VIP服务',
    implementedIn: 'domain/rfm/segment.ts',
  },
  'SEG-02': {
    kind: 'T',
    source: '001',
    values: {},
    sentence: '最近买过、买得少、每次买得多：重要发展客户，用拼团或组合提高购买次数',
    implementedIn: 'domain/rfm/segment.ts',
  },
  'SEG-03': {
    kind: 'T',
    source: '001',
    values: {},
    sentence: '很久没买、以前买得勤、每次买得多：重要保持客户，一对一回访，问清原因再补偿',
    implementedIn: 'domain/rfm/segment.ts',
  },
  'SEG-04': {
    kind: 'T',
    source: '001',
    values: {},
    sentence: '其余客户保持轻关怀，不急着推销',
    implementedIn: 'domain/actions/next-steps.ts',
  },
  'SEG-05': {
    kind: 'D',
    source: '001',
    values: { dormantDays: days(90, 30, 365) },
    sentence: '价值分四层：没下过单为潜在，超过{dormantDays}没有动静为沉睡，其余为活跃或高价值',
    isEnforced: true,
    implementedIn: 'domain/customers/value-tier.ts',
  },
  'SEG-06': {
    kind: 'T',
    source: '001',
    values: { repurchases: times(3, 1, 20) },
    sentence: '复购满{repurchases}的是VIP:限量首发、专属服务、定制方案',
    implementedIn: 'domain/customers/vip.ts',
  },
  'SEG-07': {
    kind: 'D',
    source: '003',
    values: {},
    sentence: '粉丝重在留住，付费用户重在升级，核心活跃用户可以给试用',
    implementedIn: 'domain/strategy/customer-strategy.ts',
  },
  'LC-01': {
    kind: 'D',
    source: '004',
    values: {
      interestDays: days(30, 7, 90),
      intentDays: days(14, 3, 60),
      intentViews: times(3, 1, 20),
      purchaseDays: days(30, 7, 180),
      shareDays: days(90, 7, 365),
    },
    sentence:
      '六个阶段：认知；兴趣({interestDays}内看过或互动过)；考虑({intentDays}内加购、结算、问价或看同类满{intentViews})；购买(首购{purchaseDays}内)；留存；推荐({shareDays}内分享过)',
    isEnforced: true,
    implementedIn: 'domain/customers/lifecycle.ts',
  },
  'LTV-01': {
    kind: 'K',
    source: '002',
    values: { orders: multiple(3, 1, 20) },
    sentence: '健康目标：客户LTV达到客单价的{orders}',
    implementedIn: 'domain/metrics/ltv-health.ts',
  },
  'LTV-02': {
    kind: 'B',
    source: '001 002',
    values: { from: multiple(3, 1, 20), to: multiple(5, 1, 20) },
    sentence: '参考：忠诚客户的LTV约为普通客户的{from}到{to}',
  },
} satisfies Record<string, Rule>
