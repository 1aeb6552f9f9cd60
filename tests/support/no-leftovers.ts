import { afterAll, vi } from 'vitest'

/** Files share a worker: whatever one of them put in the place of clock, globals or environment goes with it. */
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
