import { dayOrdinal, days, fen, fold, hours, minutes, percent, pieces } from '../rule.ts'
import { type Rule, seconds, times } from '../rule.ts'

/** NBA-01 to NBA-10: someone waits, chooses or has just bought. */
export const actionNowRules = {
  'NBA-01': {
    kind: 'T',
    source: '000',
    values: { targetMinutes: minutes(5, 1, 60), breachMinutes: minutes(60, 5, 1440) },
    sentence: '客户问价，{targetMinutes}内真人回复；过{breachMinutes}没回就交给组长',
    implementedIn: 'domain/actions/triggers/urgent.ts',
  },
  'NBA-02': {
    kind: 'T',
    source: '000 002',
    values: {
      tellMinutes: minutes(15, 1, 240),
      planHours: hours(1, 1, 24),
      fulfilHours: hours(24, 1, 168),
      exitPercent: percent(5, 1, 100),
    },
    sentence:
      '客户投诉，停止对她促销：{tellMinutes}内告知，{planHours}内给方案，{fulfilHours}内办妥；目标是投诉后流失不超过{exitPercent}',
    implementedIn: 'domain/actions/triggers/urgent.ts',
  },
  'NBA-03': {
    kind: 'T',
    source: '000',
    values: {
      idleSeconds: seconds(30, 5, 3_600),
      doubtSeconds: seconds(60, 5, 3_600),
      answerSeconds: seconds(20, 5, 600),
      shippingCouponFen: fen(500, 0, 10_000),
    },
    sentence:
      '结算停留{idleSeconds}先问是否需要帮忙，{doubtSeconds}多半有疑问，{answerSeconds}内答复；再考虑{shippingCouponFen}运费券',
    implementedIn: 'domain/actions/triggers/urgent.ts',
  },
  'NBA-04': {
    kind: 'T',
    source: '000',
    values: { pieces: pieces(3, 1, 20), pick: pieces(2, 1, 20), payPercent: fold(80, 50, 99) },
    sentence: '购物车满{pieces}未付款，给任选{pick}{payPercent}，仍受优惠上限约束',
    implementedIn: 'domain/actions/triggers/shopping.ts',
  },
  'NBA-05': {
    kind: 'T',
    source: '000',
    values: { views: times(3, 2, 20), protectionDays: days(7, 1, 90) },
    sentence: '一周内看同一商品达到{views}未下单是犹豫：给包邮和{protectionDays}价保，不急着降价',
    implementedIn: 'domain/actions/triggers/shopping.ts',
  },
  'NBA-06': {
    kind: 'T',
    source: '002',
    values: { seconds: seconds(90, 10, 3_600) },
    sentence: '看一个商品超过{seconds}未下单，送一张专属券',
    implementedIn: 'domain/actions/triggers/shopping.ts',
  },
  'NBA-07': {
    kind: 'T',
    source: '000 001',
    values: { couponFen: fen(2_000, 0, 1_000_000), payPercent: fold(70, 50, 99) },
    sentence: '看过未买，在上限之内给{couponFen}无门槛券，潜力大的给{payPercent}',
    implementedIn: 'domain/actions/triggers/shopping.ts',
  },
  'NBA-08': {
    kind: 'T',
    source: '000 004',
    values: { payPercent: fold(80, 50, 99) },
    sentence: '生日当天送祝福和{payPercent}无门槛券，当天有效，仍受优惠上限约束',
    implementedIn: 'domain/actions/triggers/occasions.ts',
  },
  'NBA-09': {
    kind: 'T',
    source: '000 003',
    values: { day: dayOrdinal(3, 1, 30) },
    sentence: '购后{day}发使用方法，只关心不推销；付款成功当场告知，售后期过了再说积分',
    implementedIn: 'domain/actions/triggers/occasions.ts',
  },
  'NBA-10': {
    kind: 'T',
    source: '000',
    values: { windowDays: days(90, 7, 365), offFen: fen(3_000, 0, 1_000_000) },
    sentence: '{windowDays}内买了主品没买搭配，给搭配品试用立减{offFen}',
    implementedIn: 'domain/actions/triggers/repurchase.ts',
  },
} satisfies Record<string, Rule>
