import type { Channel, Welcome } from '../../../contract/channels.ts'
import { newKey, toApiError, type ApiClient } from '../../api.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

export type ChannelDraft = Parameters<ApiClient['createChannel']>[0]['body']

/** The channel codes and the store's welcome. What is refused throws; the list is what the server last said. */
export function useChannels() {
  const { api } = useConsoleServices()
  const { data, error, retry, change } = useResource(
    () => 'channels',
    (signal) => api.listChannels({}, { signal }),
  )
  /** Kept while nobody knows whether the code was made, so that a second try makes no second one. */
  let key = newKey()

  return {
    data,
    error,
    retry,
    async create(body: ChannelDraft): Promise<Channel> {
      try {
        const { channel } = await api.createChannel({ body }, { idempotencyKey: key })
        key = newKey()
        change((list) => ({ ...list, channels: [channel, ...list.channels] }))
        return channel
      } catch (failure) {
        if (!toApiError(failure).mayPass) key = newKey()
        throw failure
      }
    },
    async replace(channelId: string, body: ChannelDraft): Promise<Channel> {
      const { channel } = await api.changeChannel({ params: { channelId }, body })
      change((list) => ({
        ...list,
        channels: list.channels.map((entry) => (entry.channelId === channelId ? channel : entry)),
      }))
      return channel
    },
    async remove(channelId: string): Promise<void> {
      await api.removeChannel({ params: { channelId } })
      change((list) => ({
        ...list,
        channels: list.channels.filter((entry) => entry.channelId !== channelId),
      }))
    },
    async setStoreWelcome(welcome: Welcome | null): Promise<void> {
      const { storeWelcome } = await api.setStoreWelcome({ body: { welcome } })
      change((list) => ({ ...list, storeWelcome }))
    },
  }
}
