import { describe, expect, it } from 'vitest'
import { waitToStop } from '../../../src/server/jobs/patience.ts'

describe('a stop', () => {
  it('waits for the work that was begun', async () => {
    let isDone = false
    const work = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      isDone = true
    })
    await waitToStop(work, 60_000)
    expect(isDone).toBe(true)
  })

  it('does not wait for work that does not end', async () => {
    await expect(waitToStop(new Promise(() => undefined), 20)).resolves.toBeUndefined()
  })

  it('passes a failure on', async () => {
    await expect(waitToStop(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken')
  })
})
