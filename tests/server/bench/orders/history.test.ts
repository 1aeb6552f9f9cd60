import { describe, expect, it } from 'vitest'
import { orderRowSchema } from '../../../../src/contract/ingest.ts'
import { history } from '../../../../src/server/bench/orders/history.ts'

describe('the history that the bench imports', () => {
  it('holds orders that ingest takes, in the order of their times, each with an id of its own', () => {
    const orders = [...history(2000, 200, 3)]
    expect(orders.every((order) => orderRowSchema.safeParse(order).success)).toBe(true)
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(2000)
    expect(new Set(orders.map(({ shopCustomerId }) => shopCustomerId)).size).toBeGreaterThan(190)
    const times = orders.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort((one, other) => one - other))
  })

  it('is the same for the same seed, and another for another', () => {
    expect([...history(50, 10, 3)]).toEqual([...history(50, 10, 3)])
    expect([...history(50, 10, 4)]).not.toEqual([...history(50, 10, 3)])
  })
})
