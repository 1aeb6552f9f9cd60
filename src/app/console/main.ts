import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { paths } from '../../contract/paths.ts'
import type { ConsoleBoot } from '../../contract/session.ts'
import { createApi } from '../api.ts'
import { createClock, provideClock } from '../composables/useClock.ts'
import { createBrowserHost } from '../host/browser.ts'
import { provideServices } from '../services.ts'
import { useSessionStore } from '../stores/session.ts'
import ConsoleApp from './ConsoleApp.vue'
import { followColorScheme } from './shell/color-scheme.ts'
import './styles/element.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/parts.css'

const { session, admins } = JSON.parse(document.getElementById('boot')?.textContent ?? '') as ConsoleBoot

const pinia = createPinia()
const store = useSessionStore(pinia)
store.start({ session, signature: null, problem: null })
const api = createApi(
  paths,
  () => {
    store.isSignedOut = true
  },
  undefined,
  () => session.userId,
)

followColorScheme()
const app = createApp(ConsoleApp, { admins })
app.use(pinia)
provideServices(app, { host: createBrowserHost(), api })
provideClock(app, createClock(session.timeZone))
app.mount('#app')
