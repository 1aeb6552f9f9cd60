import { describe, expect, it } from 'vitest'
import { groupMeter, type GroupPush } from '../../../../src/domain/cadence/groups/group-meter.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { asOf } from '../../customers/sample-facts.ts'

const when = { asOf, timeZone: 'Asia/Shanghai' }
const push = (daysAgo: number, kind: GroupPush['kind']) => ({ sentAt: asOf - daysAgo * dayMs, kind })
const times = (count: number, kind: GroupPush['kind']) => Array.from({ length: count }, () => push(1, kind))
const ids = (pushes: GroupPush[], people: number | null = 150, rules = {}) =>
  groupMeter(pushes, { people }, when, rules).reasons.map(({ ruleId, kind }) => `${ruleId} ${kind}`)

describe('groupMeter', () => {
  it.each([
    ['content', 2, []],
    ['content', 3, ['CAD-08 content']],
    ['content', 4, ['CAD-08 content']],
    ['flashSale', 0, []],
    ['flashSale', 1, ['CAD-08 flashSale']],
    ['interaction', 2, []],
    ['interaction', 3, ['CAD-09 interaction']],
    ['benefit', 0, []],
    ['benefit', 1, ['CAD-09 benefit']],
  ] as const)('%s after %i a week: %o', (kind, count, expected) => {
    expect(ids(times(count, kind))).toEqual(expected)
  })

  it.each([
    [99, 0],
    [100, 1],
    [200, 1],
    [201, 0],
    [null, 1],
  ])('limits interactions and benefits of a group of %s people: %i', (people, expected) => {
    expect(ids(times(3, 'interaction'), people)).toHaveLength(expected)
    expect(ids(times(3, 'content'), people)).toEqual(['CAD-08 content'])
  })

  it('counts the last 7 local days with today and nothing that is to come', () => {
    const one = (daysAgo: number) => groupMeter([push(daysAgo, 'content')], { people: null }, when)
    expect([one(6), one(7), one(-1)].map(({ caps }) => caps[0]?.weekCount)).toEqual([1, 0, 0])
  })

  it('says what is full, by the numbers of the store', () => {
    const full = groupMeter(times(2, 'content'), { people: 300 }, when, { 'CAD-08.contentPerWeek': 2 })
    expect(full.reasons).toEqual([{ ruleId: 'CAD-08', kind: 'content', text: '本群本周内容 2/2 次' }])
    expect(full.caps.map(({ name }) => name)).toEqual(['内容', '秒杀'])
  })
})
