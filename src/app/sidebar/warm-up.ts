import type { Services } from '../services.ts'

const retryMs = 5_000

/** Starts what goes on beside the first screen once that stands; a lost connection only delays it. */
export function warmUp(services: Services): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop = (): void => clearTimeout(timer)

  async function start(): Promise<void> {
    try {
      const { startBackground } = await import('./background.ts')
      stop = startBackground(services)
    } catch {
      timer = setTimeout(() => void start(), retryMs)
    }
  }
  void start()
  return () => stop()
}
