import { beforeEach, describe, expect, it } from 'vitest'
import { useReminders } from '../../../src/app/composables/useReminders.ts'
import { samplePanel } from '../support/sample-panel.ts'
import { createWorld, li, offline, settle, type World } from '../support/panel-world.ts'

let world: World
beforeEach(() => {
  world = createWorld()
  world.stand(li, samplePanel())
})
const remind = () => useReminders(world.services).remind('wm-li', (at) => `已改约 ${at}`)
const keys = () => world.api.setReminder.mock.calls.map(([, options]) => options?.idempotencyKey)

describe('改约', () => {
  it('sets the reminder, says for when, and sends nothing', async () => {
    await remind()
    const [input] = world.api.setReminder.mock.calls[0] ?? []
    expect(input).toEqual({ params: { externalUserId: 'wm-li' }, body: {} })
    expect(world.sending.toast.text).toMatch(/^已改约 \d+，现在先不发$/)
    expect(world.log).toEqual([])
  })

  it('says when it was not noted, and tries again with the same key', async () => {
    world.api.setReminder.mockRejectedValueOnce(offline())
    await remind()
    expect(world.notice()).toBe('没有记下改约：网络断开')
    world.act('重试')
    await settle()
    expect(world.notice()).toBeUndefined()
    expect(new Set(keys()).size).toBe(1)
    expect(keys()).toHaveLength(2)
  })
})

describe('the end of a reminder', () => {
  it('is told to the server', async () => {
    const { end } = useReminders(world.services)
    expect(await end('wm-li', 'rem-1', 'done')).toBe(true)
    expect(world.api.endReminder.mock.calls[0]?.[0]).toEqual({
      params: { externalUserId: 'wm-li', reminderId: 'rem-1' },
      body: { outcome: 'done' },
    })
    expect(world.sending.toast.text).toBe('改约已完成')
  })

  it('is none when the server did not hear it', async () => {
    world.api.endReminder.mockRejectedValueOnce(offline())
    const { end, isBusy } = useReminders(world.services)
    expect(await end('wm-li', 'rem-1', 'cancelled')).toBe(false)
    expect(world.notice()).toBe('改约没有改动：网络断开')
    expect(isBusy.value).toBe(false)
  })
})
