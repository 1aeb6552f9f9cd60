import { describe, expect, it } from 'vitest'
import {
  aidaNames,
  aidaSteps,
  objectionNames,
  objections,
  sceneNames,
  scenes,
} from '../../../src/domain/scripts/script.ts'

describe('script words (SCR-01)', () => {
  it('are the four AIDA steps as on the chips', () => {
    expect(aidaSteps.map((step) => aidaNames[step])).toEqual(['A 注意', 'I 兴趣', 'D 欲望', 'A 行动'])
  })

  it('name each objection and scene once', () => {
    expect(new Set(objections.map((objection) => objectionNames[objection])).size).toBe(objections.length)
    expect(scenes.map((scene) => sceneNames[scene])).toEqual(['1对1', '群聊'])
  })
})
