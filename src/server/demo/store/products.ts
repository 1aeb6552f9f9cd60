import type { ProductRow } from '../../../contract/ingest.ts'

type Facts = [
  sku: string,
  name: string,
  priceYuan: number,
  costYuan: number,
  stock: number,
  replenishDays?: number,
]

const byCategory: Record<string, readonly Facts[]> = {
  精华: [
    ['ZY-SE-01', '玫瑰精华', 399, 96, 17, 60],
    ['ZY-SE-02', '山茶精华油', 329, 82, 46, 75],
    ['ZY-SE-03', '燕麦精华水', 199, 43, 120, 45],
    ['ZY-SE-04', '玫瑰精华旅行装', 99, 26, 88, 20],
  ],
  面膜: [
    ['ZY-MA-01', '芦荟睡眠面膜', 129, 28, 64, 40],
    ['ZY-MA-02', '玫瑰泥膜', 159, 36, 52, 60],
    ['ZY-MA-03', '燕麦面膜5片', 89, 19, 210, 20],
    ['ZY-MA-04', '茶叶棉片40片', 69, 15, 160, 25],
  ],
  洁面: [
    ['ZY-CL-01', '云朵洁面乳', 89, 18, 260, 50],
    ['ZY-CL-02', '米糠洁面粉', 119, 26, 75, 60],
    ['ZY-CL-03', '轻柔卸妆油', 139, 31, 90, 60],
    ['ZY-CL-04', '卸妆湿巾', 39, 9, 300, 20],
  ],
  防晒: [
    ['ZY-SU-01', '日常防晒乳', 149, 34, 140, 45],
    ['ZY-SU-02', '户外防晒霜', 169, 39, 66, 45],
    ['ZY-SU-03', '防晒喷雾', 99, 24, 0, 40],
    ['ZY-SU-04', '防晒唇膏', 49, 11, 180, 60],
  ],
  彩妆: [
    ['ZY-CO-01', '丝绒唇釉', 129, 27, 95],
    ['ZY-CO-02', '柔雾腮红', 109, 24, 58],
    ['ZY-CO-03', '轻薄气垫', 219, 52, 71, 60],
    ['ZY-CO-04', '四色眼影盘', 189, 45, 33],
  ],
  美容仪: [
    ['ZY-DE-01', '声波洁面仪', 499, 168, 24],
    ['ZY-DE-02', '温热导入仪', 899, 310, 9],
    ['ZY-DE-03', '冰感滚轮', 159, 42, 48],
    ['ZY-DE-04', '手持喷雾仪', 129, 38, 61],
  ],
}

/** What goes well together: each names the other. */
const partners: Record<string, string> = {
  'ZY-CL-01': 'ZY-SE-03',
  'ZY-SE-03': 'ZY-CL-01',
  'ZY-SE-01': 'ZY-MA-02',
  'ZY-MA-02': 'ZY-SE-01',
  'ZY-SU-01': 'ZY-CL-03',
  'ZY-CL-03': 'ZY-SU-01',
  'ZY-CO-03': 'ZY-CO-02',
  'ZY-CO-02': 'ZY-CO-03',
}

export type DemoProduct = Omit<ProductRow, 'updatedAt'> & { costFen: number }

export const demoProducts: readonly DemoProduct[] = Object.entries(byCategory).flatMap(([category, facts]) =>
  facts.map(([sku, name, priceYuan, costYuan, stock, replenishDays]) => ({
    sku,
    name,
    category,
    priceFen: priceYuan * 100,
    costFen: costYuan * 100,
    stock,
    ...(partners[sku] === undefined ? {} : { partnerSkus: [partners[sku]] }),
    ...(replenishDays === undefined ? {} : { replenishDays }),
  })),
)

const bySku = new Map(demoProducts.map((product) => [product.sku, product]))

export function demoProduct(sku: string): DemoProduct {
  const product = bySku.get(sku)
  if (!product) throw new Error(`the demo shop has no product ${sku}`)
  return product
}

export function productsOf(category: string): DemoProduct[] {
  return demoProducts.filter((product) => product.category === category)
}
