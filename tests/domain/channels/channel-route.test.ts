import { describe, expect, it } from 'vitest'
import { channelRoute } from '../../../src/domain/channels/channel-route.ts'

describe('channelRoute (CHN-01, C22)', () => {
  it.each([
    [undefined, 'group'],
    [0, 'group'],
    [149_999, 'group'],
    [150_000, 'suggestOneToOne'],
    [150_001, 'suggestOneToOne'],
    [199_999, 'suggestOneToOne'],
    [200_000, 'oneToOne'],
    [200_001, 'oneToOne'],
  ] as const)('%s fen: %s', (averageOrderFen, channel) => {
    expect(channelRoute(averageOrderFen)).toMatchObject({ channel, ruleId: 'CHN-01' })
  })

  it('follows the line of CAD-07 that the store set', () => {
    const rules = { 'CAD-07.averageOrderFen': 300_000 }
    expect(channelRoute(299_999, rules).channel).toBe('suggestOneToOne')
    expect(channelRoute(300_000, rules).channel).toBe('oneToOne')
    expect(channelRoute(100_000, { 'CAD-07.averageOrderFen': 100_000 }).channel).toBe('oneToOne')
  })

  it('says why', () => {
    expect(channelRoute(176_050).reason).toBe('客单价1760.5元，达到1500元，建议一对一')
  })
})
