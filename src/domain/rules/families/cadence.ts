import { clock, days, fen, hours, messages, percent, type Rule, times } from '../rule.ts'

/** CAD-01 to CAD-07 and CAD-10: one customer. Groups and Moments are in groups.ts. */
export const cadenceRules = {
  'CAD-01': {
    kind: 'G',
    source: '000',
    values: {
      untilDay: days(7, 1, 14),
      weekCap: times(6, 1, 14),
      dayCap: times(2, 1, 5),
      welcomePercent: percent(40, 0, 100),
      educationPercent: percent(30, 0, 100),
      offerPercent: percent(30, 0, 100),
    },
    sentence:
      '新客(添加{untilDay}内)一周最多{weekCap}，一天最多{dayCap}；内容配比：欢迎{welcomePercent}、教育{educationPercent}、轻优惠{offerPercent}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  'CAD-02': {
    kind: 'G',
    source: '000',
    values: {
      untilDay: days(30, 8, 90),
      weekCap: times(4, 1, 14),
      dayCap: times(2, 1, 5),
      questionPercent: percent(20, 0, 100),
      knowHowPercent: percent(50, 0, 100),
      offerPercent: percent(30, 0, 100),
    },
    sentence:
      '活跃客户(添加{untilDay}内)一周最多{weekCap}，一天最多{dayCap}；内容配比：问答{questionPercent}、干货{knowHowPercent}、专属优惠{offerPercent}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  'CAD-03': {
    kind: 'G',
    source: '000',
    values: {
      weekCap: times(2, 1, 7),
      recallPercent: percent(60, 0, 100),
      benefitPercent: percent(40, 0, 100),
    },
    sentence: '沉默客户一周最多{weekCap}；内容配比：唤醒{recallPercent}、权益{benefitPercent}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  'CAD-04': {
    kind: 'G',
    source: '000',
    values: { dayCap: times(1, 1, 5) },
    sentence: '头一个月之后自动放缓，一天最多{dayCap}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  'CAD-05': {
    kind: 'G',
    source: '001',
    values: {
      morningFrom: clock(7, 0, 24),
      morningUntil: clock(9, 0, 24),
      noonFrom: clock(12, 0, 24),
      noonUntil: clock(13, 0, 24),
      eveningFrom: clock(19, 0, 24),
      eveningUntil: clock(22, 0, 24),
      quietFrom: clock(22, 20, 24),
      quietUntil: clock(7, 5, 10),
    },
    sentence:
      '黄金时段{morningFrom}-{morningUntil}、{noonFrom}-{noonUntil}、{eveningFrom}-{eveningUntil};{quietFrom}到次日{quietUntil}发要说明原因',
    implementedIn: 'domain/cadence/golden-hours.ts',
  },
  'CAD-06': {
    kind: 'G',
    source: '001',
    values: { messages: messages(3, 1, 6), chain: messages(4, 1, 6) },
    sentence: '一次最多发{messages}，按AIDA连发最多{chain}',
    implementedIn: 'domain/cadence/touch-grouping.ts',
  },
  'CAD-07': {
    kind: 'G',
    source: '000',
    values: { averageOrderFen: fen(200_000, 10_000, 10_000_000), monthCap: times(5, 1, 30) },
    sentence: '客单价达到{averageOrderFen}由专人一对一，一个月最多主动联系{monthCap}',
    implementedIn: 'domain/cadence/limits.ts',
  },
  'CAD-10': {
    kind: 'T',
    source: '000',
    values: { hours: hours(24, 1, 168), misses: times(3, 1, 10), clickPercent: percent(5, 1, 50) },
    sentence: '发出{hours}内没有回应记一次；同类内容连续{misses}没有回应(点击低于{clickPercent})，换个方向',
    implementedIn: 'domain/cadence/no-response.ts',
  },
} satisfies Record<string, Rule>
