import { ref } from 'vue'
import { toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useIsLookedAt, useResource } from './useResource.ts'

/** What happened with this customer and what is expected, page by page. */
export function useTimeline({ api }: Services = useServices()) {
  const chat = useChatStore()
  const moreStatus = ref<'idle' | 'loading' | 'failed'>('idle')
  const params = () => ({ externalUserId: chat.externalUserId ?? '' })
  const timeline = useResource(
    () => (chat.externalUserId === null ? null : `${chat.token}:${chat.externalUserId}`),
    (signal) => api.getTimeline({ params: params() }, { signal }),
    useIsLookedAt(),
  )

  async function loadMore(): Promise<void> {
    const before = timeline.data.value?.nextBefore
    if (before === null || before === undefined || moreStatus.value === 'loading') return
    const token = chat.token
    moreStatus.value = 'loading'
    try {
      const page = await api.getTimeline({ params: params(), query: { before } })
      if (token === chat.token) {
        timeline.change((known) => ({
          ...known,
          past: [...known.past, ...page.past],
          nextBefore: page.nextBefore,
        }))
      }
      moreStatus.value = 'idle'
    } catch (failure) {
      moreStatus.value = toApiError(failure).isAborted ? 'idle' : 'failed'
    }
  }

  /** Takes an expected item off the screen once `run` has ended it for whoever is here. */
  async function drop(id: string, run: (externalUserId: string) => Promise<boolean>): Promise<void> {
    const { token, externalUserId } = chat
    if (externalUserId === null || !(await run(externalUserId)) || token !== chat.token) return
    timeline.change((known) => ({ ...known, future: known.future.filter((item) => item.id !== id) }))
  }

  return { ...timeline, moreStatus, loadMore, drop }
}
