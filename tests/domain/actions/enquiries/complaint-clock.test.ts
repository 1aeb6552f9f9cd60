import { expect, it } from 'vitest'
import { complaintLines } from '../../../../src/domain/actions/enquiries/complaint-clock.ts'

const minute = 60_000
const hour = 60 * minute
it.each([
  [0, ['15分钟内告知：还有15分钟', '1小时内给出方案：还有1小时', '24小时内办妥：还有24小时']],
  [15 * minute, ['15分钟内告知：还有1分钟', '1小时内给出方案：还有45分钟', '24小时内办妥：还有23小时']],
  [15 * minute + 1, ['15分钟内告知：已超1分钟', '1小时内给出方案：还有44分钟', '24小时内办妥：还有23小时']],
  [hour + 1, ['15分钟内告知：已超45分钟', '1小时内给出方案：已超1分钟', '24小时内办妥：还有22小时']],
  [24 * hour + 1, ['15分钟内告知：已超23小时', '1小时内给出方案：已超23小时', '24小时内办妥：已超1分钟']],
  [73 * hour, ['15分钟内告知：已超3天', '1小时内给出方案：已超3天', '24小时内办妥：已超2天']],
])('NBA-02 after %i ms', (ms, lines) => {
  expect(complaintLines(7_000, 7_000 + ms)).toEqual(lines)
})

it('NBA-02 at the times of the store', () => {
  const rules = { 'NBA-02.tellMinutes': 20, 'NBA-02.planHours': 2, 'NBA-02.fulfilHours': 48 }
  expect(complaintLines(0, 20 * minute, rules)).toEqual([
    '20分钟内告知：还有1分钟',
    '2小时内给出方案：还有1小时',
    '48小时内办妥：还有47小时',
  ])
})
