import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Chat } from '../../../src/app/host/bridge.ts'
import { useChatStore } from '../../../src/app/stores/chat.ts'

const li: Chat = { kind: 'single', externalUserId: 'wm-li' }
const skin: Chat = { kind: 'group', chatId: 'wr-skin' }

beforeEach(() => setActivePinia(createPinia()))

describe('which chat is here', () => {
  it.each([
    ['a customer', li, 'wm-li', null],
    ['a group', skin, null, 'wr-skin'],
    ['nobody', { kind: 'none', entry: 'normal' } as const, null, null],
  ])('%s', (_name, chat, externalUserId, chatId) => {
    const store = useChatStore()
    store.settle(chat)
    expect(store.externalUserId).toBe(externalUserId)
    expect(store.chatId).toBe(chatId)
    expect(store.isGroup).toBe(chatId !== null)
  })

  it('every change is a new token, the same chat again is none', () => {
    const store = useChatStore()
    const tokens = [li, li, skin, { ...skin }, { kind: 'group', chatId: 'wr-other' } as const, li].map(
      (chat) => {
        store.settle(chat)
        return store.token
      },
    )
    expect(tokens).toEqual([1, 1, 2, 2, 3, 4])
  })

  it('a customer and a group of the same id are two chats', () => {
    const store = useChatStore()
    store.settle({ kind: 'single', externalUserId: 'same' })
    store.settle({ kind: 'group', chatId: 'same' })
    expect(store.token).toBe(2)
    expect(store.externalUserId).toBeNull()
  })

  it('an ask that fails leaves the known group on the screen, in doubt', () => {
    const store = useChatStore()
    store.settle(skin)
    store.settle({ kind: 'none', entry: null, problem: { reason: 'timeout', raw: 'x' } })
    expect(store.chatId).toBe('wr-skin')
    expect(store.doubt).toMatchObject({ reason: 'timeout' })
    store.settle(skin)
    expect(store.doubt).toBeNull()
  })
})
