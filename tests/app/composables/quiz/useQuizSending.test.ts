import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import { useQuizSending } from '../../../../src/app/composables/quiz/useQuizSending.ts'
import { useUnsettled } from '../../../../src/app/composables/sending/useUnsettled.ts'
import type { SendOutcome } from '../../../../src/app/host/bridge.ts'
import { createWorld, li, offline, settle, wang, type World } from '../../support/panel-world.ts'
import { sampleCadence, samplePanel } from '../../support/sample-panel.ts'
import { card, sampleLink } from './sample-quiz.ts'

let world: World
let send: (title: string) => void
const onSent = vi.fn()
const api = {
  issueQuiz: vi.fn<ApiClient['issueQuiz']>(),
  markQuizSent: vi.fn<ApiClient['markQuizSent']>(),
  voidQuiz: vi.fn<ApiClient['voidQuiz']>(),
}

beforeEach(() => {
  vi.resetAllMocks()
  world = createWorld()
  world.stand(li, samplePanel())
  api.issueQuiz.mockImplementation(async () => {
    world.log.push('issue')
    return { quizLinkId: 'qln-1', expiresAt: 1, card }
  })
  api.markQuizSent.mockImplementation(async () => {
    world.log.push('sent')
    return { link: sampleLink({ state: 'sent' }), cadence: sampleCadence({ weekCount: 3 }) }
  })
  api.voidQuiz.mockImplementation(async ({ body }) => {
    world.log.push(`void ${body.reason}`)
    return { link: sampleLink({ state: 'ended' }) }
  })
  Object.assign(world.services.api, api)
  send = useQuizSending(onSent, world.services).send
})

describe('发送测试', () => {
  it('checks, makes a link, checks, sends the card, checks, records, and shows the new meter', async () => {
    send('肤质小测')
    await settle()
    expect(world.log).toEqual(['who', 'issue', 'who', 'send news', 'who', 'sent'])
    expect(world.host.send).toHaveBeenCalledExactlyOnceWith({ msgtype: 'news', news: card })
    expect(api.issueQuiz.mock.calls[0]).toMatchObject([
      { params: { externalUserId: 'wm-li' } },
      { idempotencyKey: expect.stringMatching(/^\w{32}$/) },
    ])
    expect(api.markQuizSent.mock.calls[0]?.[0]).toEqual({
      params: { quizLinkId: 'qln-1' },
      body: { chatExternalUserId: 'wm-li' },
    })
    expect(world.customer.panel?.cadence).toMatchObject({ data: { weekCount: 3 } })
    expect(world.sending.toast.text).toBe('已交给企业微信')
    expect(onSent).toHaveBeenCalledOnce()
  })

  it('goes out once for a double tap', async () => {
    send('肤质小测')
    send('肤质小测')
    await settle()
    expect(world.host.send).toHaveBeenCalledOnce()
  })

  it.each([
    ['before anything', [wang], ['who']],
    ['before the send', [li, wang], ['who', 'issue', 'who', 'void wrong-customer']],
    ['after the send', [li, li, wang], ['who', 'issue', 'who', 'send news', 'who', 'void wrong-customer']],
  ])('with a switch %s records nothing and takes the link back', async (_when, chats, log) => {
    world.chats.splice(0, 1, ...chats)
    send('肤质小测')
    await settle()
    expect(world.log).toEqual(log)
    expect(world.notice()).toMatch(/刚才的测试(没有发出|已立即收回)/)
    expect(onSent).not.toHaveBeenCalled()
  })

  it('keeps trying to take back what went to another customer', async () => {
    world.chats.splice(0, 1, li, li, wang)
    api.voidQuiz.mockRejectedValueOnce(offline())
    send('肤质小测')
    await settle()
    expect(world.notice()).toContain('还没能收回，正在重试')
    await useUnsettled().retryAll()
    expect(world.log.at(-1)).toBe('void wrong-customer')
    expect(world.sending.toast.text).toBe('测试已收回')
  })

  it.each([
    [{ is: 'cancelled' }, 'void cancelled'],
    [{ is: 'failed', reason: 'permission', raw: 'fail no permission' }, 'void send-failed'],
  ] as const)('takes the link back after %j', async (outcome, last) => {
    world.world.outcome = outcome
    send('肤质小测')
    await settle()
    expect(world.log.at(-1)).toBe(last)
    expect(onSent).not.toHaveBeenCalled()
  })

  it('records later what the server could not be told', async () => {
    api.markQuizSent.mockRejectedValueOnce(offline())
    send('肤质小测')
    await settle()
    expect(world.log).toContain('send news')
    await useUnsettled().retryAll()
    expect(world.log.at(-1)).toBe('sent')
    expect(onSent).toHaveBeenCalledOnce()
  })

  it('asks for a reason while the meter warns, here or at the server', async () => {
    const warnings = [{ ruleId: 'CAD-01', text: '本周已触达 4/4 次' }]
    world.stand(
      li,
      samplePanel('wm-li', '李悦', { cadence: { status: 'ready', data: sampleCadence({ warnings }) } }),
    )
    send('肤质小测')
    await settle()
    expect(world.log).toEqual([])
    api.issueQuiz.mockRejectedValueOnce(new ApiError('needs_reason', 422, '请选择原因', { warnings }))
    world.sending.reasonRequest?.proceed({ kind: 'asked' })
    await settle()
    expect(world.log).toEqual(['who'])
    world.sending.reasonRequest?.proceed({ kind: 'agreed' })
    await settle()
    expect(api.issueQuiz.mock.calls.map(([{ body }]) => body.override)).toEqual([
      { kind: 'asked' },
      { kind: 'agreed' },
    ])
    expect(world.log.at(-1)).toBe('sent')
  })

  it('without a word from WeCom asks the advisor, and a late word settles it once', async () => {
    let tell = (_outcome: SendOutcome): void => undefined
    const late = new Promise<SendOutcome>((resolve) => (tell = resolve))
    world.world.outcome = { is: 'timeout', late }
    send('肤质小测')
    await settle()
    expect(world.notice()).toContain('没有收到企业微信的回复')
    world.act('记为已发')
    await settle()
    tell({ is: 'accepted' })
    await settle()
    expect(api.markQuizSent).toHaveBeenCalledOnce()
    expect(world.notice()).toBeUndefined()
  })

  it('says why the server refused, and offers the same tap again only where it may pass', async () => {
    api.issueQuiz.mockRejectedValueOnce(new ApiError('wrong_state', 409, '还没有发布的测试'))
    send('肤质小测')
    await settle()
    expect(world.notice()).toBe('还没有发布的测试，测试没有发出')
    expect(world.sending.notice?.actions).toEqual([])
    api.issueQuiz.mockRejectedValueOnce(offline())
    send('肤质小测')
    await settle()
    world.act('重试')
    await settle()
    const keys = api.issueQuiz.mock.calls.map(([, options]) => options?.idempotencyKey)
    expect(keys[1]).toBe(keys[2])
    expect(world.log.at(-1)).toBe('sent')
  })
})
