import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leavingRoom } from '../../../src/server/db/leave-room.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const lasting = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve('written'), ms))

it('rests after a write for as long as it took, and gives its answer', async () => {
  let answer: string | null = null
  void leavingRoom(() => lasting(8)).then((given) => (answer = given))
  await vi.advanceTimersByTimeAsync(15)
  expect(answer).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  expect(answer).toBe('written')
})

it('hands a failure on at once', async () => {
  await expect(leavingRoom(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
