import { describe, expect, it } from 'vitest'
import {
  cadenceNames,
  cadenceStages,
  lifecycleNames,
  lifecycleStages,
  valueTierNames,
  valueTiers,
} from '../../../src/domain/customers/stages.ts'

describe('axes', () => {
  it('have six, four and four stages with the names on screen', () => {
    expect(lifecycleStages.map((stage) => lifecycleNames[stage]).join()).toBe('认知,兴趣,考虑,购买,留存,推荐')
    expect(cadenceStages.map((stage) => cadenceNames[stage]).join()).toBe('新客,活跃,成熟活跃,沉默')
    expect(valueTiers.map((tier) => valueTierNames[tier]).join()).toBe('潜在,沉睡,活跃,高价值')
  })
})
