import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'

/**
 * Keeps the chat in step with the host: no event tells of a switch, so it is asked whenever the page may have come back
 *. An ask during another one runs once more afterwards, since the running one may be too old.
 */
export function useIdentity(services: Services = useServices()) {
  const chat = useChatStore()
  let running: Promise<void> | null = null
  let isAgainWanted = false

  async function askUntilSettled(): Promise<void> {
    do {
      isAgainWanted = false
      const answer = await services.host.whoIsHere()
      if (!services.host.closed.aborted) chat.settle(answer)
    } while (isAgainWanted)
    running = null
  }

  async function ask(): Promise<void> {
    if (running) isAgainWanted = true
    else running = askUntilSettled()
    return running
  }

  function onVisibility(): void {
    if (document.visibilityState === 'visible') void ask()
  }
  const onReturn = (): void => void ask()

  function start(): () => void {
    window.addEventListener('pageshow', onReturn)
    window.addEventListener('focus', onReturn)
    document.addEventListener('visibilitychange', onVisibility)
    void ask()
    return function stop() {
      window.removeEventListener('pageshow', onReturn)
      window.removeEventListener('focus', onReturn)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }

  return { ask, start }
}
