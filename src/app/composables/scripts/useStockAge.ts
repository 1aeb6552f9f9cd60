import { computed, onScopeDispose, watch } from 'vue'
import type { FilledScript } from '../../../contract/scripts.ts'
import { liveStockMs } from '../../../domain/scripts/scarcity/live-stock.ts'
import { withoutPassedStock } from '../../sending/passed-stock.ts'
import { useServices, type Services } from '../../services.ts'
import { useCustomerStore } from '../../stores/customer.ts'
import { useCustomer } from '../useCustomer.ts'
import { useScripts } from '../useScripts.ts'

/** A machine that slept looks at its clock again after this. */
const lookMs = 60_000

/** Texts that count the stock leave the screen the moment its age passes (OFF-18), and the panel is asked for anew. */
export function useStockAge(services: Services = useServices()): void {
  const store = useCustomerStore()
  const library = useScripts(services)
  const { refresh } = useCustomer(services)
  let aheadMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => store.panel?.dataAt,
    (at) => {
      if (at !== undefined) aheadMs = at - Date.now()
    },
    { immediate: true },
  )

  const endsAt = computed(() => {
    const aida = store.panel?.aida
    const shown = aida?.status === 'ready' ? aida.data.flatMap(({ variants }) => variants) : []
    const counting = [...shown, ...(library.data.value?.scripts ?? [])]
    return Math.min(...counting.map(({ stock }) => (stock === null ? Infinity : stock.at + liveStockMs)))
  })

  function hide(now: number): void {
    const current = (script: FilledScript): FilledScript => withoutPassedStock(script, now)
    library.change((answer) => ({ ...answer, scripts: answer.scripts.map(current) }))
    const { panel } = store
    if (panel?.aida.status !== 'ready') return
    const data = panel.aida.data.map((entry) => ({ ...entry, variants: entry.variants.map(current) }))
    store.patch(panel.customer.externalUserId, (known) => ({ ...known, aida: { status: 'ready', data } }))
  }

  function look(): void {
    clearTimeout(timer)
    if (endsAt.value === Infinity) return
    const now = Date.now() + aheadMs
    const leftMs = endsAt.value - now
    if (leftMs >= 0) {
      timer = setTimeout(look, Math.min(leftMs + 1, lookMs))
      return
    }
    hide(now)
    void refresh()
  }

  watch(endsAt, look, { immediate: true })
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
