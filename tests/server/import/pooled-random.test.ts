import { describe, expect, it } from 'vitest'
import { pooledRandom } from '../../../src/server/import/pooled-random.ts'

/** Counts up instead of drawing: every byte drawn is told from the others by its place. */
function counted() {
  let [drawn, draws] = [0, 0]
  return {
    draws: () => draws,
    randomBytes(count: number) {
      draws += 1
      return Uint8Array.from({ length: count }, () => drawn++ % 251)
    },
  }
}

describe('pooledRandom', () => {
  it('gives no byte twice and draws rarely', () => {
    const { draws, randomBytes } = counted()
    const random = pooledRandom(randomBytes)
    const given = Array.from({ length: 100 }, () => [...random(16)]).flat()
    expect(given).toEqual(Array.from({ length: 1600 }, (_, index) => index % 251))
    expect(draws()).toBe(1)
  })

  it('gives as many as are asked for, above the size of the pool too', () => {
    const random = pooledRandom(counted().randomBytes)
    expect(random(4095)).toHaveLength(4095)
    expect(random(2)).toHaveLength(2)
    expect(random(10_000)).toHaveLength(10_000)
  })

  it('hands out bytes of its own: changing them changes no others', () => {
    const random = pooledRandom(counted().randomBytes)
    random(4).fill(255)
    expect([...random(4)]).toEqual([4, 5, 6, 7])
  })
})
