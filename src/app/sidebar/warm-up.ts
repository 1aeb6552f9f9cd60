import type { Services } from '../services.ts'

/** Parts that a tap may need, fetched once the first screen stands so that they are there without a wait. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../composables/sending/senders.ts'),
  () => import('../components/sending/ReasonChoice.vue'),
  () => import('../components/base/ScriptEditor.vue'),
  () => import('../components/offers/OfferWhy.vue'),
  () => import('./pages/ScriptsPage.vue'),
  () => import('./pages/OffersPage.vue'),
  () => import('./pages/TimelinePage.vue'),
  () => import('../search/pinyin.ts').then(({ loadPinyin }) => loadPinyin()),
]

const retryMs = 5_000

/** Starts the background work and fetches the rest; a lost connection only delays it. */
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
  for (const load of parts) void load().catch(() => undefined)
  return () => stop()
}
