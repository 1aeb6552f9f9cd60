import { describe, expect, it } from 'vitest'
import { groupText, segmentTriggers } from '../../../../src/domain/actions/triggers/segments.ts'
import { valueTiers } from '../../../../src/domain/customers/stages.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { rfmSegments } from '../../../../src/domain/rfm/segment.ts'
import { sampleFacts, sampleRfm } from '../../customers/sample-facts.ts'

const fired = (changes: Partial<CustomerFacts>) =>
  segmentTriggers
    .filter(({ fires }) => fires(sampleFacts(changes)) !== null)
    .map(({ ruleId, detailRuleId }) => `${ruleId} ${detailRuleId}`)
const called: Record<string, string> = {
  'important-value': 'NBA-21 SEG-01',
  'important-develop': 'NBA-21 SEG-02',
  'important-keep': 'NBA-21 SEG-03',
}

describe('segment triggers (NBA-21)', () => {
  it.each(rfmSegments)('%s', (segment) => {
    const ruleIds = called[segment]
    expect(fired({ rfm: sampleRfm(segment) })).toEqual(ruleIds === undefined ? [] : [ruleIds])
  })

  it('call for a VIP, and for nobody without a segment', () => {
    expect(fired({ isVip: true })).toEqual(['NBA-21 SEG-06'])
    expect(fired({})).toEqual([])
  })

  it('SEG-05 names a group of its own for each value tier', () => {
    const texts = valueTiers.map((valueTier) => groupText({ valueTier }))
    expect(texts).toEqual([
      '潜在客户，适合福利群',
      '沉睡客户，适合召回群',
      '活跃客户，适合会员群',
      '高价值客户，适合VIP群',
    ])
  })
})
