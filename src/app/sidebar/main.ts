import {
  getContext,
  getCurExternalChat,
  getCurExternalContact,
  register,
  sendChatMessage,
  setClipboardData,
} from '@wecom/jssdk'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { panelPaths } from '../../contract/panel-paths.ts'
import type { Boot } from '../../contract/session.ts'
import { createApi } from '../api.ts'
import { createClock, provideClock } from '../composables/useClock.ts'
import { createBrowserHost } from '../host/browser.ts'
import { readEnvironment } from '../host/environment.ts'
import { createWecomHost } from '../host/wecom.ts'
import { provideServices } from '../services.ts'
import { useSessionStore } from '../stores/session.ts'
import SidebarApp from './SidebarApp.vue'
import { readBoot } from './boot.ts'
import { signIn } from './sign-in.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/home.css'

/** A failed configuration reaches the page here too, because `register` drops its promise; the host reports it already. */
window.addEventListener('unhandledrejection', (event) => {
  const reason: unknown = event.reason
  const isFromSdk =
    (typeof reason === 'object' && reason !== null && 'errMsg' in reason) ||
    (reason instanceof Error && (reason.name === 'SignatureError' || reason.message.startsWith('SDK Error')))
  if (isFromSdk) event.preventDefault()
})

/** Named one by one: a namespace would carry the whole SDK into the first screen. */
const sdk = {
  register,
  getContext,
  getCurExternalContact,
  getCurExternalChat,
  sendChatMessage,
  setClipboardData,
}

const pinia = createPinia()
const session = useSessionStore(pinia)
const environment = readEnvironment(navigator.userAgent)
const api = createApi(
  panelPaths,
  () => {
    session.isSignedOut = true
    if (environment.isWecom) signIn()
  },
  undefined,
  () => session.session?.userId,
)

function start(boot: Boot): void {
  session.start(boot)
  const isWecom = environment.isWecom && boot.session !== null
  const host =
    isWecom && boot.session
      ? createWecomHost(sdk, {
          session: boot.session,
          signature: boot.signature,
          fetchSignature: (kind, url, isRefused) =>
            api.getSignature({ query: { kind, url, refused: isRefused ? 'true' : 'false' } }),
        })
      : createBrowserHost()
  document.documentElement.dataset.device = environment.isPhone ? 'phone' : 'desktop'

  const app = createApp(SidebarApp)
  app.use(pinia)
  provideServices(app, { host, api })
  provideClock(app, createClock(boot.session?.timeZone ?? 'Asia/Shanghai'))
  app.mount('#app')
}

void readBoot(api).then(start)
