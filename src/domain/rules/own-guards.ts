import { coupons, people, percent, type Rule } from './rule.ts'

/** Guards of ours that every offer passes. */
export const ownGuards = {
  'ONE-LIVE': {
    kind: 'G',
    source: 'ours',
    values: { coupons: coupons(1, 1, 10) },
    sentence: '每位客户同时最多{coupons}未用完的券',
    implementedIn: 'domain/offers/guards/contact.ts',
  },
  'HOLD-OUT': {
    kind: 'G',
    source: 'ours',
    values: { fromCustomers: people(2_000, 1, 10_000_000), percent: percent(5, 0, 50) },
    sentence: '关联客户满{fromCustomers}后，{percent}的客户作对照，只服务不发券',
    implementedIn: 'domain/behaviour/hold-out.ts',
  },
  BUDGET: {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '预算不够的券不可发；没设的预算不限制',
    implementedIn: 'domain/offers/guards/spend.ts',
  },
  AUDIENCE: {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '不满足发放条件的优惠不可发',
    implementedIn: 'domain/offers/conditions.ts',
  },
  'OPT-OUT': {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '客户退订后不再推荐、不再发券',
    implementedIn: 'domain/offers/guards/contact.ts',
  },
  STOCK: {
    kind: 'G',
    source: 'ours',
    values: {},
    sentence: '没有库存的商品不作优惠',
    implementedIn: 'domain/offers/guards/stock.ts',
  },
} satisfies Record<string, Rule>
