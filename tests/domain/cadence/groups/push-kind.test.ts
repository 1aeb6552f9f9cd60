import { describe, expect, it } from 'vitest'
import { contentTypes } from '../../../../src/domain/cadence/content-type.ts'
import {
  groupPushKinds,
  groupPushNames,
  isPromotionKind,
  pushKindOf,
} from '../../../../src/domain/cadence/groups/push-kind.ts'

describe('push kinds of groups', () => {
  it('benefits and flash sales sell', () => {
    expect(groupPushKinds.filter(isPromotionKind)).toEqual(['benefit', 'flashSale'])
    expect(groupPushKinds.map((kind) => groupPushNames[kind])).toEqual(['内容', '轻互动', '福利', '秒杀'])
  })

  it('a script with an offer is a benefit, a question interaction, the rest content', () => {
    const kinds = contentTypes.map((type) => [type, pushKindOf(type)])
    expect(kinds.filter(([, kind]) => kind !== 'content')).toEqual([
      ['question', 'interaction'],
      ['offer', 'benefit'],
    ])
  })
})
