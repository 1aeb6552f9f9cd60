// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import { useChannels } from '../../../../src/app/console/channels/useChannels.ts'
import type { Channel } from '../../../../src/contract/channels.ts'
import { openPage } from '../console-world.ts'

const channel = (channelId: string, name = channelId): Channel => ({
  channelId,
  name,
  state: `ch_${channelId}`,
  advisors: [{ userId: 'lin', name: '林溪' }],
  tags: [],
  welcome: null,
  qrCode: 'https://qr.example/1',
  arrivedCount: 0,
  welcomedCount: 0,
  createdAt: 0,
  updatedAt: 0,
})
const draft = { name: '小红书', userIds: ['lin'] }

let wrapper: VueWrapper
async function use(api: Partial<ApiClient>) {
  let channels: ReturnType<typeof useChannels> | undefined
  const listChannels: ApiClient['listChannels'] = async () => ({
    channels: [channel('a')],
    storeWelcome: null,
    members: [],
    quizTitle: null,
  })
  const probe = defineComponent({
    setup() {
      channels = useChannels()
      return () => null
    },
  })
  wrapper = openPage(probe, { listChannels, ...api }).wrapper
  await flushPromises()
  if (!channels) throw new Error('the composable was not used')
  return channels
}
afterEach(() => wrapper.unmount())

describe('useChannels', () => {
  it('keeps the key while nobody knows whether the code was made, and takes a new one after an answer', async () => {
    const keys: (string | undefined)[] = []
    const failures = [new ApiError('offline', 0, ''), null, new ApiError('welcome_refused', 422, ''), null]
    const createChannel = vi.fn<ApiClient['createChannel']>(async (_input, options) => {
      keys.push(options?.idempotencyKey)
      const failure = failures.shift()
      if (failure) throw failure
      return { channel: channel(`new${keys.length}`) }
    })
    const channels = await use({ createChannel })
    for (let turn = 0; turn < 4; turn += 1) await channels.create(draft).catch(() => undefined)
    expect(keys[0]).toMatch(/^[\da-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[1])
    expect(keys[3]).not.toBe(keys[2])
    expect(channels.data.value?.channels.map(({ channelId }) => channelId)).toEqual(['new4', 'new2', 'a'])
  })

  it('shows what the server made of a change, and takes away what has ended', async () => {
    const channels = await use({
      changeChannel: async ({ params }) => ({ channel: channel(params.channelId, '改过') }),
      removeChannel: async ({ params }) => ({ channelId: params.channelId }),
      setStoreWelcome: async ({ body }) => ({ storeWelcome: body.welcome }),
    })
    await channels.replace('a', draft)
    expect(channels.data.value?.channels[0]?.name).toBe('改过')
    await channels.setStoreWelcome({ text: '您好', hasQuiz: false })
    expect(channels.data.value?.storeWelcome).toEqual({ text: '您好', hasQuiz: false })
    await channels.remove('a')
    expect(channels.data.value?.channels).toEqual([])
  })

  it('keeps what could not be ended', async () => {
    const channels = await use({
      removeChannel: async () => {
        throw new ApiError('wecom_unreachable', 503, '暂时连不上企业微信')
      },
    })
    await expect(channels.remove('a')).rejects.toThrow('暂时连不上企业微信')
    expect(channels.data.value?.channels).toHaveLength(1)
  })
})
