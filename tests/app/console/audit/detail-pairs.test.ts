import { describe, expect, it } from 'vitest'
import { detailPairs } from '../../../../src/app/console/audit/detail-pairs.ts'

const clock = { moment: (at: number) => `moment ${at}` }
const shown = (details: Record<string, unknown>) =>
  detailPairs(details, clock).map(({ name, value }) => `${name} ${value}`)

describe('detailPairs', () => {
  it('says money in yuan, times as moments, and roles and yes or no in words', () => {
    expect(
      shown({ costFen: 1850, expiresAt: 7, until: 8, from: 'advisor', to: 'lead', followsWecom: false }),
    ).toEqual(['成本 18.50 元', 'expiresAt moment 7', '到 moment 8', '从 顾问', '到 主管', '按企业微信 否'])
  })

  it('leaves out what is absent, and keeps zero', () => {
    expect(shown({ reason: null, field: '', version: undefined, count: 0 })).toEqual(['次数 0'])
  })

  it('shows lists and what nobody named', () => {
    expect(shown({ routes: ['getPanel', 'getTimeline'], other: { a: 1 } })).toEqual([
      '读取 getPanel、getTimeline',
      'other {"a":1}',
    ])
  })
})
