import { ref } from 'vue'
import { customerCookie } from '../../protocol/cookies.ts'
import { removeCookie, writeCookie } from './cookie.ts'
import { useWorld } from './useWorld.ts'

/** Somebody who is nobody's contact: a link can travel to them too. */
export const stranger = 'stranger'

const isOpen = ref(false)
const owner = ref('')
const pageUrl = ref('')
const pageNumber = ref(0)

function hold(externalUserId: string): void {
  owner.value = externalUserId
  pageUrl.value = ''
  writeCookie(customerCookie, externalUserId)
}

/** A link as the browser can open it: links that carry the app's own origin lead to the simulator's. */
function localLink(link: string): string {
  const appOrigin = useWorld().world.value?.appOrigin
  return appOrigin && link.startsWith(`${appOrigin}/`) ? link.slice(appOrigin.length) : link
}

/** The customer's phone beside the chat. Its owner is whom OAuth sees when a coupon page is opened. */
export function usePhone() {
  return {
    isOpen,
    owner,
    pageUrl,
    pageNumber,
    show(externalUserId: string) {
      isOpen.value = true
      if (owner.value !== externalUserId) hold(externalUserId)
    },
    hide() {
      isOpen.value = false
      owner.value = ''
      pageUrl.value = ''
      removeCookie(customerCookie)
    },
    openLink(externalUserId: string, link: string) {
      isOpen.value = true
      hold(externalUserId)
      pageUrl.value = localLink(link)
      pageNumber.value += 1
    },
    leavePage() {
      pageUrl.value = ''
    },
  }
}
