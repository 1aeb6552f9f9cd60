import { AppError } from '../http/app-error.ts'
import { isTransient } from './database-fault.ts'

const attempts = 12
const pauseMs = 10
const longestPauseMs = 50

/** Runs a whole transaction again when another one got in its way, a few times with growing pauses; then it is `unavailable`. */
export async function retryTransient<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!isTransient(error)) throw error
      if (attempt === attempts) throw new AppError('unavailable', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, Math.min(attempt * pauseMs, longestPauseMs)))
    }
  }
}
