import { describe, expect, it } from 'vitest'
import { WecomRefused, WecomUnreachable } from '../../../../src/server/wecom/answer.ts'
import {
  breakerLongestRestMs,
  breakerRestMs,
  breakerThreshold,
  createBreaker,
} from '../../../../src/server/wecom/api/breaker.ts'

function counted() {
  const clock = { at: 0 }
  const breaker = createBreaker(() => clock.at)
  const calls = { made: 0 }
  const run = (outcome: 'answer' | Error) =>
    breaker.run(async () => {
      calls.made += 1
      if (outcome !== 'answer') throw outcome
      return 'answer'
    })
  const fail = async (times: number, error: Error = new WecomUnreachable('down')) => {
    for (let time = 0; time < times; time += 1) await run(error).catch(() => undefined)
  }
  return { clock, breaker, calls, run, fail }
}

describe('the breaker', () => {
  it('opens at the threshold and not before', async () => {
    const { breaker, calls, run, fail } = counted()
    await fail(breakerThreshold - 1)
    expect(breaker.isOpen()).toBe(false)
    await fail(1)
    expect(breaker.isOpen()).toBe(true)
    await expect(run('answer')).rejects.toMatchObject({ isUndone: true })
    expect(calls.made).toBe(breakerThreshold)
  })

  it('counts failures in a row: any answer begins anew, a refusal too', async () => {
    const { breaker, run, fail } = counted()
    await fail(breakerThreshold - 1)
    await run('answer')
    await fail(breakerThreshold - 1)
    await fail(1, new WecomRefused('user/get', 60111))
    await fail(breakerThreshold - 1)
    expect(breaker.isOpen()).toBe(false)
  })

  it('passes over failures that say nothing about an outage', async () => {
    const { breaker, fail } = counted()
    await fail(breakerThreshold * 2, new WecomUnreachable('404', { isLasting: true }))
    expect(breaker.isOpen()).toBe(false)
  })

  it('lets one call try after its rest, and closes when that is answered', async () => {
    const { clock, breaker, calls, run, fail } = counted()
    await fail(breakerThreshold)
    clock.at += breakerRestMs - 1
    await fail(1)
    expect(calls.made).toBe(breakerThreshold)
    clock.at += 1
    const probe = run('answer')
    await expect(run('answer')).rejects.toThrow(/down/)
    await probe
    expect(calls.made).toBe(breakerThreshold + 1)
    expect(breaker.isOpen()).toBe(false)
    expect(await run('answer')).toBe('answer')
  })

  it('rests again when the one that tried fails', async () => {
    const { clock, breaker, calls, fail } = counted()
    await fail(breakerThreshold)
    clock.at += breakerRestMs
    await fail(3)
    expect(calls.made).toBe(breakerThreshold + 1)
    expect(breaker.isOpen()).toBe(true)
  })

  it('rests twice as long after each try that fails, and half a minute at the most', async () => {
    const { clock, breaker, fail } = counted()
    await fail(breakerThreshold)
    for (const restMs of [2, 4, 8, 16, 30, 30].map((seconds) => seconds * 1000)) {
      clock.at += restMs - 1
      expect(breaker.isOpen()).toBe(true)
      clock.at += 1
      expect(breaker.isOpen()).toBe(false)
      await fail(1)
    }
    expect([breakerRestMs, breakerLongestRestMs]).toEqual([2_000, 30_000])
  })
})
