import { describe, expect, it } from 'vitest'
import { deriveTags } from '../../../../src/domain/tags/derive-tags.ts'
import { readyInterests } from '../../../../src/domain/tags/rules/ready-interests.ts'
import { sampleTagFacts, seen } from '../sample-tag-facts.ts'

const derive = (...changes: Parameters<typeof sampleTagFacts>) =>
  deriveTags(sampleTagFacts(...changes), readyInterests({ rules: {} }))
const names = (...changes: Parameters<typeof sampleTagFacts>) => derive(...changes).map(({ name }) => name)

describe('ready interests (TAG-05, TAG-07, TAG-08)', () => {
  it.each([
    [4, []],
    [5, ['精华']],
  ])('TAG-05: %i views of a category in 30 days: %o', (views, tags) => {
    expect(names({}, { categories: seen('精华', views) })).toEqual(tags)
  })

  it.each([
    ['ios', 3, []],
    ['ios', 4, ['优先介绍服务']],
    ['android', 4, []],
    [null, 4, []],
  ] as const)('TAG-07: %s and %i views: %o', (device, views, tags) => {
    expect(names({}, { device, categories: seen('沙发', views) })).toEqual(tags)
  })

  it('TAG-07: says that the price does not follow the device', () => {
    const [tag] = derive({}, { device: 'ios', categories: seen('沙发', 4) })
    expect(tag?.evidence).toContain('价格与优惠不因设备而变')
  })

  it.each([
    [1, [], ['先问阶段']],
    [0, [], []],
    [1, ['孕期'], []],
    [1, ['油皮'], ['先问阶段']],
  ])('TAG-08: %i looks at a category of stages with tags %o: %o', (views, given, tags) => {
    expect(names({}, { categories: seen('母婴', views) }, given)).toEqual(tags)
  })

  it("TAG-05: follows the store's own number", () => {
    const rules = readyInterests({ rules: { 'TAG-05.views': 3 } })
    expect(deriveTags(sampleTagFacts({}, { categories: seen('精华', 3) }), rules)).toHaveLength(1)
  })
})
