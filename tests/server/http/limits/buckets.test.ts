import { describe, expect, it } from 'vitest'
import { createBuckets } from '../../../../src/server/http/limits/buckets.ts'

function atClock(most?: number) {
  const clock = { at: 1_000_000 }
  const buckets = createBuckets(() => clock.at, { burst: 3, perMinute: 6 }, most)
  return { clock, take: (owner = 'one') => buckets.take(owner) }
}

describe('token buckets', () => {
  it('grant the burst and then say how long to wait', () => {
    const { take } = atClock()
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 10_000])
  })

  it('grant the next one exactly when it was said, not a millisecond earlier', () => {
    const { clock, take } = atClock()
    for (let taken = 0; taken < 3; taken += 1) take()
    clock.at += 9_999
    expect(take()).toBe(1)
    clock.at += 1
    expect(take()).toBe(0)
    expect(take()).toBe(10_000)
  })

  it('never hold more than the burst, however long nobody asked', () => {
    const { clock, take } = atClock()
    take()
    clock.at += 86_400_000
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 10_000])
  })

  it('keep owners apart', () => {
    const { take } = atClock()
    for (let taken = 0; taken < 4; taken += 1) take('one')
    expect(take('one')).toBeGreaterThan(0)
    expect(take('two')).toBe(0)
  })

  it('take nothing away when the clock is set back', () => {
    const { clock, take } = atClock()
    for (let taken = 0; taken < 3; taken += 1) take()
    clock.at -= 3_600_000
    expect(take()).toBe(10_000)
    clock.at += 10_000
    expect(take()).toBe(0)
  })

  it('forget the owner that was quiet for longest when there are too many', () => {
    const { take } = atClock(2)
    for (const owner of ['first', 'second']) for (let taken = 0; taken < 4; taken += 1) take(owner)
    expect(take('first')).toBeGreaterThan(0)
    take('third')
    expect(take('first')).toBeGreaterThan(0)
    expect(take('second')).toBe(0)
  })
})
