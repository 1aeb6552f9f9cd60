import { expect, it } from 'vitest'
import { withoutCustomer } from '../../../src/app/search/without-customer.ts'
import { sampleScript } from '../support/sample-panel.ts'

const variables = [
  { name: '称呼', value: '悦悦姐' },
  { name: '顾问', value: '林晓' },
  { name: '价格', value: '399元' },
]
const strip = (body: string, words: Parameters<typeof withoutCustomer>[0]['words'] = []) =>
  withoutCustomer({ scripts: [sampleScript({ body, text: '悦悦姐', variables, usedBefore: true })], words })
    .scripts[0]

it('keeps the advisor and the store, and nothing of the customer', () => {
  expect(strip('{称呼}，您好，我是{顾问}')).toMatchObject({
    text: '您好，我是林晓',
    usedBefore: false,
    reasons: [],
    variables: [
      { name: '称呼', value: '您' },
      { name: '顾问', value: '林晓' },
    ],
  })
})

it('is blocked where only the customer’s data would fill it', () => {
  expect(strip('{称呼}，{价格}')).toMatchObject({
    text: null,
    missing: ['价格'],
    missingReasons: ['离线，取不到客户的数据'],
    filledCount: 1,
  })
  expect(JSON.stringify(strip('{称呼}，{价格}'))).not.toMatch(/悦悦姐|399/)
})

it('is still checked by the words of the store', () => {
  const own = [{ word: '加微信', kind: 'sensitive' as const, replacement: null }]
  expect(strip('请加微信，这是最佳', own)?.blockedWords.map(({ word }) => word)).toEqual(['加微信', '最佳'])
})
