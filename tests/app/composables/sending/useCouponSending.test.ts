import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../src/app/api.ts'
import type { SendOutcome } from '../../../../src/app/host/bridge.ts'
import { useCouponSending } from '../../../../src/app/composables/sending/useCouponSending.ts'
import { useUnsettled } from '../../../../src/app/composables/sending/useUnsettled.ts'
import { sampleCadence, sampleOffer, samplePanel } from '../../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../../support/panel-world.ts'

const target = { externalUserId: 'wm-li', displayName: '李悦' }
const nobody = { kind: 'none', entry: null, problem: { reason: 'timeout', raw: '' } } as const

let world: World
let send: () => void

beforeEach(() => {
  world = createWorld()
  world.stand(li, samplePanel())
  const coupons = useCouponSending(world.services)
  send = () => coupons.send(target, sampleOffer(), '悦悦姐，您好')
})

const keys = (): (string | undefined)[] =>
  world.api.issueCoupon.mock.calls.map(([, options]) => options?.idempotencyKey)

describe('the right customer', () => {
  it('is asked for before the request, right before the send and after it', async () => {
    send()
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'send news', 'who', 'sent'])
    expect(world.sending.toast.text).toBe('已交给企业微信')
    expect(world.sending.isBusy).toBe(false)
  })

  it('gone before the request: nothing is issued', async () => {
    world.chats.splice(0, 1, wang)
    send()
    await settle()
    expect(world.log).toEqual(['who'])
    expect(world.chat.externalUserId).toBe('wm-wang')
    expect(world.notice()).toContain('刚才的券没有发出')
    expect(world.sending.notice?.detail).toContain('李悦')
  })

  it('gone after the request: nothing goes out and the coupon is voided', async () => {
    world.chats.splice(0, 1, li, wang)
    send()
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'void wrong-customer'])
    world.customer.show(samplePanel('wm-wang', '王芳'))
    expect(world.notice()).toBe('会话已切到「王芳」，刚才的券没有发出')
  })

  it('gone after the send: the coupon is voided at once and that is said', async () => {
    world.chats.splice(0, 1, li, li, wang)
    send()
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'send news', 'who', 'void wrong-customer'])
    expect(world.notice()).toContain('已立即作废')
  })

  it('gone into a group: says so', async () => {
    world.chats.splice(0, 1, { kind: 'group', chatId: 'wr-1' })
    send()
    await settle()
    expect(world.notice()).toBe('会话已切到群聊，刚才的券没有发出')
  })

  it('cannot be confirmed: nothing goes out, before or between', async () => {
    world.chats.splice(0, 1, nobody)
    send()
    await settle()
    expect(world.log).toEqual(['who'])
    expect(world.notice()).toContain('无法确认当前客户')
    expect(world.sending.notice?.detail).toContain('没有回应')
    world.log.length = 0
    world.chats.splice(0, 1, li, nobody)
    world.act('重试')
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'void send-failed'])
  })

  it('cannot be confirmed after the send: the send stands', async () => {
    world.chats.splice(0, 1, li, li, nobody)
    send()
    await settle()
    expect(world.log.at(-1)).toBe('sent')
  })
})

describe('the word of WeCom', () => {
  it('cancelled: voided, a quiet note and no bar', async () => {
    world.world.outcome = { is: 'cancelled' }
    send()
    await settle()
    expect(world.log.at(-1)).toBe('void cancelled')
    expect(world.sending.toast.text).toBe('已取消，券没有发出')
    expect(world.sending.notice).toBeNull()
  })

  it('failed: voided, with cause, retry under a new key, and a text to copy', async () => {
    world.world.outcome = { is: 'failed', reason: 'permission', raw: 'x:nopermission' }
    send()
    await settle()
    expect(world.log.at(-1)).toBe('void send-failed')
    expect(world.sending.notice?.detail).toContain('x:nopermission')
    world.act('复制文案')
    await settle()
    expect(world.host.copy).toHaveBeenCalledWith('悦悦姐，您好')
    world.world.outcome = { is: 'accepted' }
    world.act('重试')
    await settle()
    expect(world.log.at(-1)).toBe('sent')
    expect(new Set(keys()).size).toBe(2)
  })

  it('none: the coupon is left alone and the advisor decides', async () => {
    world.world.outcome = { is: 'timeout', late: new Promise(() => undefined) }
    send()
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'send news'])
    expect(world.notice()).toBe('没有收到企业微信的回复，请看会话里有没有这张券')
    world.act('作废')
    await settle()
    expect(world.log.at(-1)).toBe('void advisor')
  })

  it('late: what it says is done, unless the advisor was quicker', async () => {
    let answer: (outcome: SendOutcome) => void = () => undefined
    world.world.outcome = { is: 'timeout', late: new Promise((resolve) => (answer = resolve)) }
    send()
    await settle()
    answer({ is: 'accepted' })
    await settle()
    expect(world.log.at(-1)).toBe('sent')
    send()
    await settle()
    world.act('作废')
    await settle()
    const before = world.log.length
    answer({ is: 'accepted' })
    await settle()
    expect(world.log).toHaveLength(before)
  })
})

describe('one tap, one coupon', () => {
  it('a double tap sends once', async () => {
    send()
    send()
    await settle()
    expect(world.api.issueCoupon).toHaveBeenCalledTimes(1)
    expect(world.host.send).toHaveBeenCalledTimes(1)
  })

  it('a lost connection keeps the key for the retry', async () => {
    world.api.issueCoupon.mockRejectedValueOnce(offline())
    send()
    await settle()
    expect(world.notice()).toBe('网络断开，券未发出')
    expect(world.host.send).not.toHaveBeenCalled()
    world.act('重试')
    await settle()
    expect(keys()[1]).toBe(keys()[0])
    expect(world.log.at(-1)).toBe('sent')
    expect(world.sending.notice).toBeNull()
  })

  it('a retry after the coupon must have lapsed takes a new key', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    world.api.issueCoupon.mockRejectedValueOnce(offline())
    send()
    await settle()
    vi.setSystemTime(Date.now() + 9 * 60_000)
    world.act('重试')
    await settle()
    expect(keys()[1]).not.toBe(keys()[0])
    vi.useRealTimers()
  })

  it('what the server did not hear is told again', async () => {
    world.api.markCouponSent.mockRejectedValueOnce(offline()).mockRejectedValueOnce(offline())
    send()
    await settle()
    expect(world.notice()).toBe('券已交给企业微信，但未记录')
    await useUnsettled().retryAll()
    expect(world.log.at(-1)).toBe('sent')
    expect(world.sending.unsettled).toEqual([])
    expect(world.sending.notice).toBeNull()
  })

  it('a void that failed is kept and tried again with its reason', async () => {
    world.chats.splice(0, 1, li, li, wang)
    world.api.voidCoupon.mockRejectedValueOnce(offline()).mockRejectedValueOnce(offline())
    send()
    await settle()
    expect(world.notice()).toContain('还没能作废')
    await useUnsettled().retryAll()
    expect(world.log.at(-1)).toBe('void wrong-customer')
  })
})

describe('guards', () => {
  it('a warning meter asks for a reason before anything happens', async () => {
    const cadence = sampleCadence({ warnings: [{ ruleId: 'CAD-02', text: '本周已触达 4/4 次' }] })
    world.customer.show(samplePanel('wm-li', '李悦', { cadence: { status: 'ready', data: cadence } }))
    send()
    await settle()
    expect(world.log).toEqual([])
    expect(world.sending.reasonRequest?.warnings).toEqual(['本周已触达 4/4 次'])
    world.sending.reasonRequest?.proceed({ kind: 'asked' })
    await settle()
    expect(world.api.issueCoupon.mock.calls[0]?.[0].body.override).toEqual({ kind: 'asked' })
  })

  it('needs_reason asks, and going on is a new tap with a new key', async () => {
    const details = { warnings: [{ ruleId: 'CAD-02', text: '本周已触达 4/4 次' }] }
    world.api.issueCoupon.mockRejectedValueOnce(new ApiError('needs_reason', 422, '请先选择原因', details))
    send()
    await settle()
    expect(world.sending.reasonRequest).toMatchObject({
      title: '请先选择原因',
      warnings: ['本周已触达 4/4 次'],
    })
    world.sending.reasonRequest?.proceed({ kind: 'other', note: '约好的' })
    await settle()
    expect(keys()[1]).not.toBe(keys()[0])
    expect(world.log.at(-1)).toBe('sent')
  })

  it('a refusal shows the server sentence with every reason', async () => {
    const details = { refusals: [{ code: 'cap', ruleId: 'OFF-01', text: '超过 LTV 的 10%' }] }
    world.api.issueCoupon.mockRejectedValueOnce(new ApiError('offer_refused', 422, '现在不能发', details))
    send()
    await settle()
    expect(world.notice()).toBe('现在不能发')
    expect(world.sending.notice?.detail).toBe('超过 LTV 的 10%')
  })
})
