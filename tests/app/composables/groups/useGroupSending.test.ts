import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../../src/app/api.ts'
import { useGroupSending, type GroupPush } from '../../../../src/app/composables/groups/useGroupSending.ts'
import { useUnsettled } from '../../../../src/app/composables/sending/useUnsettled.ts'
import type { SendOutcome } from '../../../../src/app/host/bridge.ts'
import type { GroupTarget } from '../../../../src/app/sending/target.ts'
import type { GroupPushMeter } from '../../../../src/contract/groups.ts'
import { full, pause, sampleMeter, skinGroup, withGroup, type GroupApi } from '../../support/sample-group.ts'
import { createWorld, li, offline, settle, type World } from '../../support/panel-world.ts'
import { sampleScript } from '../../support/sample-panel.ts'

const target: GroupTarget = { chatId: 'wr-skin', name: '护肤交流群' }
const push: GroupPush = {
  script: sampleScript({ title: '群公告', text: '各位好' }),
  text: '各位好',
  kind: 'content',
  isCheckIn: false,
}

let world: World
let api: GroupApi
let here: GroupTarget | null
let meter: GroupPushMeter
const refresh = vi.fn(async () => undefined)

beforeEach(() => {
  world = createWorld()
  api = withGroup(world)
  world.chats.splice(0, 1, skinGroup)
  world.stand(skinGroup)
  here = target
  meter = sampleMeter('content')
  refresh.mockClear()
})
const open = () =>
  useGroupSending({ target: () => here, meterOf: (kind) => ({ ...meter, kind }), refresh }, world.services)
const bodies = () => api.recordGroupTouch.mock.calls.map(([input]) => input.body)

describe('发送', () => {
  it('goes out once, is noted and brings the new numbers', async () => {
    const { send } = open()
    send(push)
    send(push)
    expect(world.sending.progress?.text).toBe('正在发到群 护肤交流群：群公告')
    await settle()
    send(push)
    await settle()
    expect(world.host.send).toHaveBeenCalledTimes(1)
    expect(world.sending.sentAt['script-1']).toBeTypeOf('number')
    expect(world.sending.toast.text).toBe('已交给企业微信')
    expect(refresh).toHaveBeenCalled()
  })

  it('does nothing without a group or without words', async () => {
    const { send } = open()
    send({ ...push, text: '  ' })
    here = null
    send(push)
    await settle()
    expect(world.log).toEqual([])
  })

  it('of a promotion that waits says why and asks nobody', async () => {
    meter = sampleMeter('benefit', { refusal: pause })
    open().send({ ...push, kind: 'benefit' })
    await settle()
    expect(world.notice()).toBe(pause.text)
    expect(world.sending.notice?.detail).toBe('RISK-02')
    expect(world.log).toEqual([])
  })

  it('beyond the cap asks for a reason first, whoever knows of it', async () => {
    meter = sampleMeter('content', { warnings: full })
    open().send(push)
    expect(world.sending.reasonRequest?.warnings).toEqual(['本群本周内容 3/3 次'])
    expect(world.log).toEqual([])
    world.sending.reasonRequest?.proceed({ kind: 'agreed' })
    await settle()
    expect(bodies()).toMatchObject([{ override: { kind: 'agreed' } }])
    expect(world.host.send).toHaveBeenCalledTimes(1)
  })

  it('asks for the reason that the server wants, under a new key', async () => {
    api.recordGroupTouch.mockRejectedValueOnce(
      new ApiError('needs_reason', 422, '请先选择继续触达的原因', { warnings: full }),
    )
    open().send(push)
    await settle()
    expect(world.host.send).not.toHaveBeenCalled()
    expect(world.sending.reasonRequest?.warnings).toEqual(['本群本周内容 3/3 次'])
    world.sending.reasonRequest?.proceed({ kind: 'asked' })
    await settle()
    const [first, second] = bodies()
    expect(second?.requestId).not.toBe(first?.requestId)
    expect(world.host.send).toHaveBeenCalledTimes(1)
  })

  it('that fails on the way keeps its key for the retry', async () => {
    api.recordGroupTouch.mockRejectedValueOnce(offline())
    open().send(push)
    await settle()
    expect(world.notice()).toBe('网络断开，话术没有发出')
    world.act('重试')
    await settle()
    const [first, second] = bodies()
    expect(second?.requestId).toBe(first?.requestId)
    expect(world.host.send).toHaveBeenCalledTimes(1)
  })

  it('to another chat does not happen, and the bar outlives the switch', async () => {
    world.chats.splice(0, 1, li)
    open().send(push)
    await settle()
    expect(world.log).toEqual(['who'])
    world.sending.leaveChat()
    expect(world.notice()).toContain('刚才的话术没有发出')
    expect(world.sending.notice?.detail).toBe('原本要发到群：护肤交流群')
  })

  it('that may stand elsewhere is recorded only on demand', async () => {
    world.chats.splice(0, 1, skinGroup, skinGroup, li)
    open().send(push)
    await settle()
    expect(world.notice()).toContain('可能发到了别处')
    expect(world.log.at(-1)).toBe('void gto-1')
    world.act('记为已发')
    await settle()
    expect(bodies()).toHaveLength(2)
    expect(world.sending.toast.text).toBe('已记录')
  })

  it('that could not be taken back is taken back later', async () => {
    world.world.outcome = { is: 'cancelled' }
    api.voidGroupTouch.mockRejectedValueOnce(offline())
    open().send(push)
    await settle()
    expect(world.sending.unsettled).toHaveLength(0)
    expect(api.voidGroupTouch).toHaveBeenCalledTimes(2)
  })

  it('keeps the debt while the server cannot be reached', async () => {
    world.world.outcome = { is: 'failed', reason: 'permission', raw: 'no permission' }
    api.voidGroupTouch.mockRejectedValue(offline())
    open().send(push)
    await settle()
    expect(world.sending.unsettled).toHaveLength(1)
    api.voidGroupTouch.mockResolvedValue({ meter: [] })
    await useUnsettled().retryAll()
    expect(world.sending.unsettled).toHaveLength(0)
  })
})

describe('without a word from WeCom', () => {
  let answer: (outcome: SendOutcome) => void
  beforeEach(() => {
    const late = new Promise<SendOutcome>((resolve) => (answer = resolve))
    world.world.outcome = { is: 'timeout', late }
  })

  it.each([
    ['已经发出', 0],
    ['没有发出', 1],
  ])('the advisor says %s, and a late word changes nothing', async (label, voids) => {
    open().send(push)
    await settle()
    world.act(label)
    await settle()
    answer({ is: 'cancelled' })
    await settle()
    expect(api.voidGroupTouch).toHaveBeenCalledTimes(voids)
    expect(world.notice()).toBeUndefined()
  })

  it('a late word decides', async () => {
    open().send(push)
    await settle()
    expect(world.notice()).toContain('没有收到企业微信的回复')
    answer({ is: 'accepted' })
    await settle()
    expect(world.notice()).toBeUndefined()
    expect(world.sending.toast.text).toBe('已交给企业微信')
  })
})

it('复制 counts nothing until 记为已发', async () => {
  open().copy(push)
  await settle()
  expect(world.host.copy).toHaveBeenCalledWith('各位好')
  expect(api.recordGroupTouch).not.toHaveBeenCalled()
  world.sending.copied?.markAsSent()
  await settle()
  expect(bodies()).toMatchObject([{ contentType: 'content', text: '各位好' }])
  expect(world.sending.copied).toBeNull()
})
