import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../src/app/api.ts'
import type { Chat, Host, SendOutcome } from '../../../src/app/host/bridge.ts'
import { useChatStore } from '../../../src/app/stores/chat.ts'
import { useCustomerStore } from '../../../src/app/stores/customer.ts'
import { useSendingStore } from '../../../src/app/stores/sending.ts'
import type { Panel } from '../../../src/contract/panel.ts'
import { sampleCadence, sampleCoupon, sampleNow, samplePanel } from './sample-panel.ts'

export const li: Chat = { kind: 'single', externalUserId: 'wm-li' }
export const wang: Chat = { kind: 'single', externalUserId: 'wm-wang' }

export const offline = (): ApiError => new ApiError('offline', 0, '网络断开')

/** A host and a server in memory that write down, in order, what they were asked. */
export function createWorld(panels: Panel[] = [samplePanel(), samplePanel('wm-wang', '王芳')]) {
  setActivePinia(createPinia())
  const log: string[] = []
  /** Answers of the coming identity checks; the last one stays. */
  const chats: Chat[] = [li]
  const world = { outcome: { is: 'accepted' } as SendOutcome | Promise<SendOutcome> }

  const host: Host = {
    environment: { isWecom: true, isPhone: false },
    whoIsHere: vi.fn(async (): Promise<Chat> => {
      log.push('who')
      const [first] = chats
      if (chats.length > 1) chats.shift()
      return first ?? { kind: 'none', entry: null }
    }),
    send: vi.fn(async (message) => {
      log.push(`send ${message.msgtype}`)
      return world.outcome
    }),
    copy: vi.fn(async () => true),
    closed: new AbortController().signal,
  }
  const api = {
    getPanel: vi.fn<ApiClient['getPanel']>(async ({ params }) => {
      const panel = panels.find(({ customer }) => customer.externalUserId === params.externalUserId)
      if (!panel) throw new ApiError('not_found', 404, '没有找到')
      return panel
    }),
    issueCoupon: vi.fn<ApiClient['issueCoupon']>(async () => {
      log.push('issue')
      return {
        coupon: sampleCoupon(),
        card: {
          link: 'https://shop.example/c/1',
          title: '专属券',
          desc: '24小时',
          imgUrl: 'https://shop.example/i.png',
        },
      }
    }),
    markCouponSent: vi.fn<ApiClient['markCouponSent']>(async () => {
      log.push('sent')
      return { coupon: sampleCoupon({ state: 'sent', sentAt: sampleNow }) }
    }),
    voidCoupon: vi.fn<ApiClient['voidCoupon']>(async ({ body }) => {
      log.push(`void ${body.reason}`)
      return { coupon: sampleCoupon({ state: 'voided', endedAt: sampleNow }) }
    }),
    recordTouch: vi.fn<ApiClient['recordTouch']>(async ({ body }) => {
      log.push(`touch ${body.via}`)
      return {
        touch: {
          touchId: 't1',
          at: sampleNow,
          by: '小林',
          isMine: true,
          contentType: 'know-how',
          bubbles: 1,
          text: body.text,
          couponId: null,
        },
        cadence: sampleCadence({ weekCount: 3, bubbles: 1 }),
      }
    }),
    getChanges: vi.fn<ApiClient['getChanges']>(async () => ({ coupons: [], now: sampleNow })),
    markAsking: vi.fn<ApiClient['markAsking']>(async ({ body }) => {
      return { cadence: sampleCadence({ isAsking: body.isAsking }) }
    }),
    setReminder: vi.fn<ApiClient['setReminder']>(async () => ({
      reminder: {
        reminderId: 'rem-1',
        at: sampleNow + 16 * 3_600_000,
        note: '',
        by: '小林',
        isMine: true,
        isDue: false,
      },
    })),
    endReminder: vi.fn<ApiClient['endReminder']>(async () => ({ reminders: [] })),
    listScripts: vi.fn<ApiClient['listScripts']>(async () => ({ scripts: [], words: [] })),
  }
  const services = { host, api: api as unknown as ApiClient }

  /** Stands beside this customer's chat with the panel loaded. */
  function stand(chat: Chat, panel?: Panel): void {
    useChatStore().settle(chat)
    if (panel) useCustomerStore().show(panel)
  }

  return {
    world,
    log,
    chats,
    host,
    api,
    services,
    stand,
    chat: useChatStore(),
    customer: useCustomerStore(),
    sending: useSendingStore(),
    notice: () => {
      const text = useSendingStore().notice?.text
      return typeof text === 'function' ? text() : text
    },
    act: (label: string) =>
      useSendingStore()
        .notice?.actions.find((action) => action.label === label)
        ?.run(),
  }
}
export type World = ReturnType<typeof createWorld>

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 30; round += 1) await Promise.resolve()
}
