import { expect, it } from 'vitest'
import { replenishments } from '../../../../src/domain/actions/follow-on/replenishments.ts'

const product = (sku: string, replenishDays: number | null) => {
  return [sku, { sku, name: sku, partnerSkus: [], replenishDays }] as const
}
const products = new Map([product('A', 60), product('B', 20), product('C', null)])

it('NBA-12 counts from the last purchase, first due first', () => {
  expect(replenishments({ A: 53, B: 20, C: 5, gone: 1 }, products)).toEqual([
    { sku: 'B', name: 'B', dueInDays: 0 },
    { sku: 'A', name: 'A', dueInDays: 7 },
  ])
  expect(replenishments({ B: 23 }, products)[0]?.dueInDays).toBe(-3)
})
