import { describe, expect, it } from 'vitest'
import type { TimelineItem } from '../../../src/contract/timeline.ts'
import { mergePage } from '../../../src/server/timeline/page.ts'

const items = (count: number, at: (index: number) => number, prefix = 'i'): TimelineItem[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${prefix}${String(index).padStart(3, '0')}`,
    kind: 'order',
    at: at(index),
    title: '',
    detail: null,
  }))

describe('a page of the timeline', () => {
  it.each([
    [49, 49, null],
    [50, 50, null],
    [51, 50, 950],
  ])('of %i items shows %i and goes on before %s', (count, shown, nextBefore) => {
    const page = mergePage([items(count, (index) => 999 - index)])
    expect(page.past).toHaveLength(shown)
    expect(page.nextBefore).toBe(nextBefore)
  })

  it('merges its sources, latest first', () => {
    const page = mergePage([
      items(2, (index) => 10 - index * 4, 'a'),
      items(2, (index) => 8 - index * 4, 'b'),
    ])
    expect(page.past.map(({ at }) => at)).toEqual([10, 8, 6, 4])
  })

  it('never splits an instant, so that the next page loses nothing', () => {
    const all = items(60, (index) => (index < 45 ? 1000 - index : index < 55 ? 500 : 400 - index))
    const first = mergePage([all])
    expect(first.past).toHaveLength(55)
    expect(first.nextBefore).toBe(500)
    const rest = mergePage([all.filter(({ at }) => at < 500)])
    expect(rest).toMatchObject({ nextBefore: null })
    expect(rest.past).toHaveLength(5)
  })

  it('ends when everything left happened at the instant of its last item', () => {
    expect(mergePage([items(55, () => 500)])).toMatchObject({ nextBefore: null })
  })
})
