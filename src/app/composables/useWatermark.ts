import { createApp, h, onScopeDispose } from 'vue'
import Watermark from '../components/home/Watermark.vue'
import { useSessionStore } from '../stores/session.ts'

/** Lays the name of whoever is signed in over the page, for as long as the scope lives. */
export function useWatermark(place: HTMLElement = document.body): void {
  const session = useSessionStore()
  const sheet = document.createElement('div')
  const app = createApp({ render: () => h(Watermark, { name: session.session?.name ?? '' }) })
  place.append(sheet)
  app.mount(sheet)
  onScopeDispose(() => {
    app.unmount()
    sheet.remove()
  })
}
