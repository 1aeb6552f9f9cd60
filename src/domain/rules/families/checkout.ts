import { choices, fields, pages, percent, type Rule, seconds } from '../rule.ts'

/** The claim page and the way to the order. */
export const checkoutRules = {
  'CLM-01': {
    kind: 'L',
    source: '000',
    values: { fields: fields(6, 0, 12) },
    sentence: '要客户填的最多{fields}',
    implementedIn: 'domain/checkout/claim-limits.ts',
  },
  'CLM-02': {
    kind: 'L',
    source: '000',
    values: { pages: pages(3, 1, 6) },
    sentence: '从打开到完成最多{pages}',
    implementedIn: 'domain/checkout/claim-limits.ts',
  },
  'CLM-03': {
    kind: 'D',
    source: '000',
    values: {},
    sentence: '显示走到第几步、还差几步',
    implementedIn: 'domain/checkout/claim-layout.ts',
  },
  'CLM-04': {
    kind: 'D',
    source: '000',
    values: { payMethods: choices(3, 1, 10) },
    sentence: '带出上次地址，实时显示到手价，发票可不填，支付方式至少{payMethods}',
    implementedIn: 'domain/checkout/claim-layout.ts',
  },
  'CLM-05': {
    kind: 'L',
    source: '000',
    values: { seconds: seconds(3, 1, 10) },
    sentence: '页面{seconds}内打开，不跳到别的应用',
    implementedIn: 'domain/checkout/claim-limits.ts',
  },
  'CLM-06': {
    kind: 'D',
    source: '000',
    values: {},
    sentence: '按钮固定在底部、对比清楚，文案可以试验',
    implementedIn: 'domain/checkout/claim-layout.ts',
  },
  'CLM-07': {
    kind: 'B',
    source: '000 004',
    values: { lossPercent: percent(67, 0, 100), stepPercent: percent(40, 0, 100) },
    sentence: '参考：购物车约流失{lossPercent}，其中{stepPercent}在头两步之间',
  },
} satisfies Record<string, Rule>
