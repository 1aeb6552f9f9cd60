import { describe, expect, it } from 'vitest'
import { validateScript } from '../../../src/domain/scripts/validate-script.ts'
import { sampleScript } from './sample-script.ts'

const problems = (
  changes: Parameters<typeof sampleScript>[1],
  own: Parameters<typeof validateScript>[1] = [],
) => validateScript(sampleScript('s', changes), own).map(({ field, text }) => `${field}: ${text}`)

describe('validateScript', () => {
  it('takes a script with known variables', () => {
    expect(problems({ body: '{称呼},您看的{商品}今天还剩{真实余量}份' })).toEqual([])
  })

  it.each([
    ['还剩3份', '还剩3份'],
    ['前100名8折,还剩{余量}份', '前100名'],
    ['限量发售', '限量'],
    ['点下方小程序前100名8折', '前100名'],
  ])('refuses a scarcity that no live variable counts: %j (OFF-18, scenario 11)', (body, found) => {
    expect(problems({ body })).toEqual([`body: 「${found}」要用 {余量} 取实时库存，不能手写`])
  })

  it.each([
    [{ title: ' ' }, 'title: 还没有标题'],
    [{ title: '好'.repeat(41) }, 'title: 标题最多 40 字'],
    [{ body: ' ' }, 'body: 还没有内容'],
    [{ body: '好'.repeat(1001) }, 'body: 最多 1000 字'],
    [{ body: '您好{称呼' }, 'body: 花括号不成对'],
    [{ body: '{姓名}您好' }, 'body: 没有变量 {姓名}'],
    [{ body: '这是最佳选择' }, 'body: 「最佳」不可发，建议「更合适」'],
    [{ body: '可以根治' }, 'body: 「根治」不可发'],
    [{ weight: -1 }, 'weight: 权重要是 0 或正数'],
    [{ weight: Number.NaN }, 'weight: 权重要是 0 或正数'],
    [{ variantOf: 's' }, 'variantOf: 不能是自己的变体'],
  ])('%j: %s', (changes, problem) => {
    expect(problems(changes)).toEqual([problem])
  })

  it('takes 1000 characters, a title of 40 and the weight 0', () => {
    const longest = { title: '好'.repeat(40), body: '好'.repeat(1000) }
    expect(problems({ ...longest, weight: 0, variantOf: 'other' })).toEqual([])
  })

  it.each([
    ['这是最·佳选择', { word: '最·佳', kind: 'absolute', replacement: '更合适' }],
    ['這是最佳選擇', { word: '最佳', kind: 'absolute', replacement: '更合适' }],
    ['保证１００％有用', { word: '１００％', kind: 'absolute', replacement: '尽量' }],
    ['可以治 療泛红', { word: '治 療', kind: 'efficacy', replacement: '护理' }],
    ['只剩3件', { word: '只剩3件', kind: 'scarcity', replacement: null }],
  ])('names the word as it is written and what to say instead: %j', (body, flagged) => {
    expect(validateScript(sampleScript('s', { body })).map((problem) => problem.flagged)).toEqual([flagged])
  })

  it('names no word for what is no word', () => {
    expect(validateScript(sampleScript('s', { title: '' }))[0]?.flagged).toBeNull()
  })

  it("refuses the store's own words", () => {
    expect(problems({ body: '加微信' }, [{ word: '加微信', kind: 'sensitive', replacement: null }])).toEqual([
      'body: 「加微信」不可发',
    ])
  })
})
