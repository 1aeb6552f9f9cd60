import { days, messages, multiple, percent, type Rule, times } from '../rule.ts'

/** Figures of the shop, reviews and warnings. */
export const metricRules = {
  'MET-01': {
    kind: 'K',
    source: '001',
    values: { percent: percent(30, 1, 100), redPercent: percent(15, 0, 100) },
    sentence: '日活跃=当天活跃人数/全部人数,目标{percent},低于{redPercent}是红线',
  },
  'MET-02': {
    kind: 'K',
    source: '001',
    values: { percent: percent(20, 1, 100) },
    sentence: '互动率=互动人数/活跃人数,目标{percent}',
  },
  'MET-03': {
    kind: 'K',
    source: '001 002',
    values: { percent: percent(5, 1, 100) },
    sentence: '转化率=下单人数/活跃人数,目标{percent}',
  },
  'MET-04': {
    kind: 'K',
    source: '001',
    values: {},
    sentence: '客单价=销售额/下单人数;复购率=复购人数/首购人数',
  },
  'MET-05': {
    kind: 'K',
    source: '002',
    values: { activePercent: percent(15, 1, 100), openPercent: percent(10, 1, 100) },
    sentence: '健康线:群活跃{activePercent},内容打开{openPercent}',
  },
  'MET-06': {
    kind: 'K',
    source: '000',
    values: { viral: multiple(1.5, 0.1, 10) },
    sentence: '活动后看参与率、裂变系数(做得好约{viral})和单次转化成本',
  },
  'MET-07': {
    kind: 'K',
    source: '004',
    values: {},
    sentence: '分阶段看触达、互动、转化、留存、推荐',
  },
  'REV-01': {
    kind: 'T',
    source: '001',
    values: { days: days(7, 1, 31) },
    sentence: '每{days}复盘:点击低先改落地页,支付低先看支付流程或加激励',
  },
  'REV-02': {
    kind: 'B',
    source: '000',
    values: {
      leavePercent: percent(82, 0, 100),
      leaveDays: days(30, 1, 365),
      silentPercent: percent(75, 0, 100),
      silentDays: days(7, 1, 365),
    },
    sentence: '参考:流失的客户约{leavePercent}在{leaveDays}内离开,{silentPercent}在{silentDays}内就沉默',
  },
  'RISK-01': {
    kind: 'T',
    source: '002',
    values: { percent: percent(30, 1, 500) },
    sentence: '投诉比上一周多{percent},升级话术',
  },
  'RISK-02': {
    kind: 'T',
    source: '002',
    values: { percent: percent(8, 1, 100), days: days(30, 7, 90) },
    sentence: '{days}内退群率超过{percent},暂停促销,只发内容',
  },
  'RISK-03': {
    kind: 'T',
    source: '002',
    values: { messages: messages(50, 1, 1_000), days: days(3, 1, 14) },
    sentence: '群消息连续{days}少于{messages},办一次话题日',
  },
  'RISK-04': {
    kind: 'T',
    source: '002',
    values: {},
    sentence: '平台规则有变,启用备用渠道(应用、短信)',
  },
  'RISK-05': {
    kind: 'B',
    source: '000 001 002',
    values: { promosPerWeek: times(5, 1, 50), openPercent: percent(8, 0, 100) },
    sentence: '参考:一周促销{promosPerWeek},打开率会掉到{openPercent}左右',
  },
  'OPS-01': {
    kind: 'B',
    source: '002',
    values: { firstDays: days(30, 1, 90), secondDays: days(60, 1, 180), thirdDays: days(90, 1, 365) },
    sentence: '参考:团队按{firstDays}、{secondDays}、{thirdDays}三段搭建,看板和试验先行',
  },
} satisfies Record<string, Rule>
