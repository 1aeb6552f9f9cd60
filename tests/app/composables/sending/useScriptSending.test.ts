import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../../../../src/app/api.ts'
import type { SendOutcome } from '../../../../src/app/host/bridge.ts'
import { useScriptSending } from '../../../../src/app/composables/sending/useScriptSending.ts'
import { useUnsettled } from '../../../../src/app/composables/sending/useUnsettled.ts'
import { sampleCadence, samplePanel, sampleScript } from '../../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../../support/panel-world.ts'

const target = { externalUserId: 'wm-li', displayName: '李悦' }
const script = sampleScript()
const text = script.text ?? ''

let world: World
let scripts: ReturnType<typeof useScriptSending>

beforeEach(() => {
  world = createWorld()
  world.stand(li, samplePanel())
  scripts = useScriptSending(world.services)
})

const bodies = () => world.api.recordTouch.mock.calls.map(([input]) => input.body)

describe('发送', () => {
  it('checks, sends, checks, records, and shows the new meter', async () => {
    scripts.send(target, script, text)
    await settle()
    expect(world.log).toEqual(['who', 'send text', 'who', 'touch sent'])
    expect(bodies()[0]).toMatchObject({ scriptId: 'script-1', text, via: 'sent', isEdited: false })
    expect(world.customer.panel?.cadence).toMatchObject({ data: { weekCount: 3 } })
    expect(world.sending.toast.text).toBe('已交给企业微信')
    expect(world.sending.sentAt['script-1']).toBeTypeOf('number')
  })

  it('asks for a reason by the caps of service messages where it is one (C23)', async () => {
    const warnings = [{ ruleId: 'CAD-02', text: '本周已触达 4/4 次' }]
    const serviceWarnings = [{ ruleId: 'C23', text: '今天已发服务消息 1/1 次' }]
    const service = sampleScript({ contentType: 'service' })
    const standing = (change: object) =>
      world.stand(li, { ...samplePanel(), cadence: { status: 'ready', data: sampleCadence(change) } })
    standing({ serviceWarnings })
    scripts.send(target, service, text)
    expect(world.sending.reasonRequest?.warnings).toEqual(['今天已发服务消息 1/1 次'])
    world.sending.dismiss()
    standing({ warnings })
    scripts.send(target, service, text)
    expect(world.sending.reasonRequest).toBeNull()
    await settle()
    expect(world.log).toContain('touch sent')
  })

  it('marks an edited text', async () => {
    scripts.send(target, script, `${text}！`)
    await settle()
    expect(bodies()[0]?.isEdited).toBe(true)
  })

  it('does nothing for an empty text and once for a double tap', async () => {
    scripts.send(target, script, '   ')
    scripts.send(target, script, text)
    scripts.send(target, script, text)
    await settle()
    expect(world.host.send).toHaveBeenCalledTimes(1)
  })

  it('is held back before WeCom is asked when what it counts is no longer there (OFF-18)', async () => {
    const counting = sampleScript({ text: '还剩17份', stock: { count: 17, at: 0 } })
    const fresh = (count: number) => {
      const now = sampleScript({ text: `还剩${count}份`, stock: { count, at: 1 } })
      world.api.listScripts.mockResolvedValueOnce({ scripts: [now], words: [] })
    }
    fresh(15)
    scripts.send(target, counting, '还剩17份')
    await settle()
    expect(world.notice()).toBe('余量变了，话术没有发出')
    world.api.listScripts.mockRejectedValueOnce(offline())
    scripts.send(target, counting, '还剩17份')
    await settle()
    expect(world.notice()).toBe('无法确认余量，话术没有发出')
    expect(world.log).toEqual([])
    fresh(17)
    world.act('重试')
    await settle()
    expect(world.log).toEqual(['who', 'send text', 'who', 'touch sent'])
  })

  it('to another customer does not happen', async () => {
    world.chats.splice(0, 1, wang)
    scripts.send(target, script, text)
    await settle()
    expect(world.log).toEqual(['who'])
    expect(world.notice()).toContain('刚才的话术没有发出')
  })

  it('with a switch right after asks to look, and records only on demand', async () => {
    world.chats.splice(0, 1, li, wang)
    scripts.send(target, script, text)
    await settle()
    expect(world.log).toEqual(['who', 'send text', 'who'])
    expect(world.notice()).toContain('可能发到了别处')
    world.act('记为已发')
    await settle()
    expect(world.api.recordTouch.mock.calls[0]?.[0].params.externalUserId).toBe('wm-li')
  })

  it('cancelled records nothing', async () => {
    world.world.outcome = { is: 'cancelled' }
    scripts.send(target, script, text)
    await settle()
    expect(world.api.recordTouch).not.toHaveBeenCalled()
    expect(world.sending.notice).toBeNull()
  })

  it('without word waits, and a late word counts once', async () => {
    let answer: (outcome: SendOutcome) => void = () => undefined
    world.world.outcome = { is: 'timeout', late: new Promise((resolve) => (answer = resolve)) }
    scripts.send(target, script, text)
    await settle()
    expect(world.notice()).toContain('请看会话里有没有这条话术')
    world.act('记为已发')
    await settle()
    answer({ is: 'accepted' })
    await settle()
    expect(world.api.recordTouch).toHaveBeenCalledTimes(1)
  })
})

describe('recording', () => {
  it('lost is kept and repeated with the same key', async () => {
    world.api.recordTouch
      .mockRejectedValueOnce(offline())
      .mockRejectedValueOnce(new ApiError('internal', 500, '服务出错'))
    scripts.send(target, script, text)
    await settle()
    expect(world.notice()).toBe('话术已交给企业微信，但未记录')
    await useUnsettled().retryAll()
    const keys = world.api.recordTouch.mock.calls.map(([, options]) => options?.idempotencyKey)
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(3)
    expect(world.sending.notice).toBeNull()
  })

  it('refused for good is said and not repeated', async () => {
    world.api.recordTouch
      .mockRejectedValueOnce(offline())
      .mockRejectedValueOnce(new ApiError('invalid_input', 400, '请求内容有误'))
    scripts.send(target, script, text)
    await settle()
    expect(world.notice()).toBe('没有记录：请求内容有误')
    expect(world.sending.unsettled).toEqual([])
  })
})

describe('复制', () => {
  it('is no touch until it is marked as sent', async () => {
    await scripts.copy(target, script, text)
    expect(world.log).toEqual([])
    expect(world.sending.toast.text).toBe('已复制')
    world.sending.copied?.markAsSent()
    await settle()
    expect(world.log).toEqual(['touch copied'])
    expect(world.sending.copied).toBeNull()
  })

  it('works without a customer and says when it failed', async () => {
    await scripts.copy(null, script, text)
    expect(world.sending.copied).toBeNull()
    world.host.copy = async () => false
    await scripts.copy(null, script, text)
    expect(world.notice()).toContain('复制没有成功')
  })
})
