import { describe, expect, it } from 'vitest'
import { ConcurrentChange } from '../../../src/server/db/database-fault.ts'
import { retryTransient } from '../../../src/server/db/retry-transient.ts'

function failing(times: number, error: unknown) {
  let runs = 0
  const run = async () => {
    runs += 1
    if (runs <= times) throw error
    return runs
  }
  return { run, count: () => runs }
}

describe('retryTransient', () => {
  it.each([
    new ConcurrentChange('x'),
    { code: '40P01' },
    { code: '40001' },
    { code: 'SQLITE_BUSY_SNAPSHOT' },
  ])('runs again after %o', async (error) => {
    expect(await retryTransient(failing(11, error).run)).toBe(12)
  })

  it('gives up after twelve runs with an answer that says to come again', async () => {
    const { run, count } = failing(12, { code: '40P01' })
    await expect(retryTransient(run)).rejects.toMatchObject({ code: 'unavailable', status: 503 })
    expect(count()).toBe(12)
  })

  it('leaves every other error alone', async () => {
    const { run, count } = failing(1, { code: '23505' })
    await expect(retryTransient(run)).rejects.toEqual({ code: '23505' })
    expect(count()).toBe(1)
  })
})
