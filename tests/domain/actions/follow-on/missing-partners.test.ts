import { expect, it } from 'vitest'
import {
  type LinkedProduct,
  missingPartners,
} from '../../../../src/domain/actions/follow-on/missing-partners.ts'

const product = (sku: string, partnerSkus: string[] = []): [string, LinkedProduct] => [
  sku,
  { sku, name: `${sku}名`, partnerSkus, replenishDays: null },
]
const products = new Map([product('litter', ['food', 'scoop']), product('food', ['litter']), product('bowl')])

it('NBA-10 names each bought product beside the partner that was never bought', () => {
  expect(missingPartners({ litter: 9 }, products)).toEqual([
    { sku: 'litter', name: 'litter名', daysAgo: 9, partnerSku: 'food', partnerName: 'food名' },
  ])
})

it('is empty when the partner was bought, is unknown or is not named', () => {
  expect(missingPartners({ litter: 9, food: 200 }, products)).toEqual([])
  expect(missingPartners({ bowl: 1 }, products)).toEqual([])
  expect(missingPartners({ gone: 1 }, products)).toEqual([])
})

it('puts the latest purchase first', () => {
  const more = new Map([...products, product('tree', ['bowl'])])
  expect(missingPartners({ litter: 9, tree: 3 }, more).map(({ sku }) => sku)).toEqual(['tree', 'litter'])
})
