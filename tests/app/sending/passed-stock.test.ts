import { describe, expect, it } from 'vitest'
import { withoutPassedStock } from '../../../src/app/sending/passed-stock.ts'
import { sampleNow, sampleScript } from '../support/sample-panel.ts'

const day = 86_400_000
const counting = sampleScript({
  body: '{称呼}，还剩{余量}份',
  text: '悦悦姐，还剩17份',
  variables: [
    { name: '称呼', value: '悦悦姐' },
    { name: '余量', value: '17' },
  ],
  filledCount: 2,
  variableCount: 2,
  stock: { count: 17, at: sampleNow },
})

describe('a text that counts the stock (OFF-18)', () => {
  it.each([day - 1, day])('is as it was %i ms after the stock was read', (age) => {
    expect(withoutPassedStock(counting, sampleNow + age)).toBe(counting)
  })

  it('has no text a millisecond past the day, and says why', () => {
    expect(withoutPassedStock(counting, sampleNow + day + 1)).toEqual({
      ...counting,
      text: null,
      stock: null,
      variables: [{ name: '称呼', value: '悦悦姐' }],
      filledCount: 1,
      missing: ['余量'],
      missingReasons: ['库存数据超过 24 小时，不能提余量'],
    })
  })

  it('leaves a text without stock alone for ever', () => {
    const plain = sampleScript()
    expect(withoutPassedStock(plain, sampleNow + 900 * day)).toBe(plain)
  })
})
