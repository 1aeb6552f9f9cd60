import { describe, expect, it } from 'vitest'
import { fillEvidence, placeholdersOf } from '../../../../src/domain/tags/rules/evidence.ts'
import { sampleTagFacts, seen } from '../sample-tag-facts.ts'

const facts = sampleTagFacts(
  { averageOrderFen: 51_250 },
  { phoneDwell: { ms: 239_999, productName: '玫瑰精华', at: 0 }, categories: seen('精华', 5) },
  ['油皮', '敏感'],
)

describe('evidence', () => {
  it.each([
    ['客单{averageOrderFen}元', null, '客单512.5元'],
    ['看「{phoneDwellProduct}」{phoneDwellMs}分钟', null, '看「玫瑰精华」3分钟'],
    ['浏览{category}{category.views30d}次', '精华', '浏览精华5次'],
    ['{points}分', null, '未知分'],
    ['{tags}', null, '油皮、敏感'],
    ['{constructor}', null, ''],
  ])('%s reads %s', (template, category, text) => {
    expect(fillEvidence(template, facts, category)).toBe(text)
  })

  it('names its placeholders', () => {
    expect(placeholdersOf('{category}看了{category.views30d}次{}')).toEqual([
      'category',
      'category.views30d',
      '',
    ])
  })
})
