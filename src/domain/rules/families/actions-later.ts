import { dayOrdinal, days, fen, hours, percent, type Rule } from '../rule.ts'

/** NBA-11 to NBA-21: occasions, silence and segments. */
export const actionLaterRules = {
  'NBA-11': {
    kind: 'T',
    source: '000',
    values: { days: days(30, 7, 90), hours: hours(24, 1, 168) },
    sentence: '{days}内买过同类的老客，给{hours}优先预订权，不打折',
    implementedIn: 'domain/actions/triggers/occasions.ts',
  },
  'NBA-12': {
    kind: 'T',
    source: '003',
    values: { aheadDays: days(7, 1, 30), lateDays: days(14, 0, 60) },
    sentence: '预计{aheadDays}内用完(用完不超过{lateDays}也算)，或有订单未付款，提醒一声',
    implementedIn: 'domain/actions/triggers/repurchase.ts',
  },
  'NBA-13': {
    kind: 'T',
    source: '001',
    values: { days: days(3, 1, 14) },
    sentence: '{days}没有互动，发一句私人问候，不带券',
    implementedIn: 'domain/actions/triggers/relation.ts',
  },
  'NBA-14': {
    kind: 'T',
    source: '000',
    values: { riskPercent: percent(50, 10, 95) },
    sentence: '流失风险达到{riskPercent}的客户，先请她领免费小样，再谈券',
    implementedIn: 'domain/actions/triggers/relation.ts',
  },
  'NBA-15': {
    kind: 'T',
    source: '000',
    values: { days: days(30, 14, 89) },
    sentence: '超过{days}没有互动，按唤醒节奏：先关心，再给权益',
    implementedIn: 'domain/actions/triggers/relation.ts',
  },
  'NBA-16': {
    kind: 'T',
    source: '000',
    values: { days: days(30, 1, 90), restDays: days(30, 1, 90) },
    sentence: '积分{days}内过期就提醒，{restDays}只提醒一次',
    implementedIn: 'domain/actions/triggers/occasions.ts',
  },
  'NBA-17': {
    kind: 'T',
    source: '002',
    values: { days: days(90, 31, 365) },
    sentence: '{days}没有互动和购买就复盘：高价值专门回访，其余放入慢池',
    implementedIn: 'domain/actions/triggers/relation.ts',
  },
  'NBA-18': {
    kind: 'T',
    source: '000',
    values: { day: dayOrdinal(1, 1, 7) },
    sentence: '新客{day}先发小测试，答过再谈券',
    implementedIn: 'domain/actions/triggers/urgent.ts',
  },
  'NBA-19': {
    kind: 'T',
    source: '000',
    values: {},
    sentence: '客户问券能不能用在某款上，答清适用范围并举一个例子',
    implementedIn: 'domain/actions/triggers/urgent.ts',
  },
  'NBA-20': {
    kind: 'T',
    source: '000',
    values: { priceFen: fen(50_000, 1_000, 10_000_000) },
    sentence: '单价超过{priceFen}，可以提分期',
    implementedIn: 'domain/actions/triggers/shopping.ts',
  },
  'NBA-21': {
    kind: 'T',
    source: '001',
    values: {},
    sentence: '重要保持客户回访，重要发展客户推拼团，VIP请来限量首发',
    implementedIn: 'domain/actions/triggers/segments.ts',
  },
} satisfies Record<string, Rule>
