import { onScopeDispose, ref, watch, type Ref } from 'vue'

const tickMs = 1_000

/**
 * The server's clock, a second at a time while `isWanted`: `dataAt` is the server's moment of an answer that has just come.
 * Deadlines are the server's, and the clocks of phones are off.
 */
export function useServerNow(dataAt: () => number, isWanted: () => boolean): Readonly<Ref<number>> {
  const now = ref(dataAt())
  let aheadMs = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function tick(): void {
    now.value = Date.now() + aheadMs
  }
  watch(
    dataAt,
    (at) => {
      aheadMs = at - Date.now()
      tick()
    },
    { immediate: true },
  )
  watch(
    isWanted,
    (wanted) => {
      clearInterval(timer)
      tick()
      if (wanted) timer = setInterval(tick, tickMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
  return now
}
