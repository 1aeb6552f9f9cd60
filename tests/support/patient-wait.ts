import { vi } from 'vitest'

const patienceMs = 10_000
const { waitFor } = vi

// One second, the runner's own, is less than what a busy machine may need to draw a page.
vi.waitFor = (callback, options = patienceMs) => waitFor(callback, options)
