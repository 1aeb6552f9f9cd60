import { describe, expect, it } from 'vitest'
import { LineJoiner } from '../../../src/server/import/join-lines.ts'
import type { Built } from '../../../src/server/import/rows/row-builder.ts'
import type { Entry } from '../../../src/server/import/store-batch.ts'

const good = (orderId: string, sku: string): Built => ({
  row: { orderId, status: 'paid', paidFen: 1, item: { sku, quantity: 1 } },
  problem: null,
})
const bad = (orderId?: string): Built => ({ row: null, problem: 'bad', orderId })

function joined(lines: readonly Built[]): Entry[] {
  const joiner = new LineJoiner()
  const entries = lines.map((built, index) =>
    joiner.add({ line: index + 1, next: { byte: index + 1, line: index + 2 }, text: `t${index + 1}`, built }),
  )
  return [...entries, joiner.end()].filter((entry) => entry !== null)
}
const skus = ({ built }: Entry) =>
  built.row === null ? built.problem : (built.row['items'] as { sku: string }[]).map(({ sku }) => sku)

describe('lines of items', () => {
  it('that follow each other with one id are one order, up to the end of the file', () => {
    const entries = joined([good('A', '1'), good('A', '2'), good('B', '3')])
    expect(entries.map(skus)).toEqual([['1', '2'], ['3']])
    expect(entries.map(({ line, next, text }) => [line, next.byte, text])).toEqual([
      [1, 2, 't1\r\nt2'],
      [3, 3, 't3'],
    ])
    expect(joined([])).toEqual([])
  })

  it('are refused together for one bad line among them, named by it', () => {
    const entries = joined([good('A', '1'), bad('A'), good('A', '2'), good('B', '3')])
    expect(entries.map(skus)).toEqual(['bad', ['3']])
    expect(entries[0]).toMatchObject({ line: 2, text: 't1\r\nt2\r\nt3', next: { byte: 3 } })
  })

  it('without an id stand alone', () => {
    expect(joined([bad(), bad(), good('A', '1')]).map(skus)).toEqual(['bad', 'bad', ['1']])
  })

  it('of an order that came before are refused: stored they would replace its items', () => {
    const [first, , third] = joined([good('A', '1'), good('B', '2'), good('A', '3')])
    expect(first && skus(first)).toEqual(['1'])
    expect(third && skus(third)).toContain('stand apart')
  })

  it('are kept up to one more than an order may have', () => {
    const [entry] = joined(Array.from({ length: 600 }, (_, index) => good('A', String(index))))
    expect(entry?.next.byte).toBe(600)
    expect(entry && skus(entry)).toHaveLength(501)
  })
})
