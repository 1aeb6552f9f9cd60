import { onBeforeUnmount } from 'vue'
import { simulatorApi } from '../state/simulator-api.ts'
import { useConversation } from '../state/useConversation.ts'

const everyMs = 2000

/** Messages that no client sent, such as welcomes: they show up in the chat and on the customer's phone. */
export function useApiMessages() {
  const { arrive } = useConversation()
  let seen = 0
  let timer: number | undefined

  async function look(): Promise<void> {
    for (const { seq, externalUserId, content } of await simulatorApi.apiMessages(seen)) {
      if (seq <= seen) continue
      seen = seq
      arrive({ kind: 'single', externalUserId }, content)
    }
  }

  onBeforeUnmount(() => window.clearInterval(timer))
  return {
    follow(): void {
      // A look that fails says nothing: the page shows what it has, and looks again.
      const lookQuietly = () => void look().catch(() => undefined)
      lookQuietly()
      timer = window.setInterval(lookQuietly, everyMs)
    },
  }
}
