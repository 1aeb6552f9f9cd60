import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../start-simulator.ts'

const way = { type: 2, scene: 2, state: 'ch_1', remark: '门店', user: ['lin', 'zhou'], skip_verify: true }

async function open() {
  const { app, call, token, clock } = startSimulator()
  const access = await token()
  const ask = (name: string, body: object) => call(`externalcontact/${name}`, { token: access, body })
  return { app, ask, clock, codeOf: async (name: string, body: object) => (await ask(name, body))['errcode'] }
}

describe('contact-me codes', () => {
  it('are made, read, changed, listed and deleted by their config_id', async () => {
    const { app, ask, codeOf, clock } = await open()
    const made = await ask('add_contact_way', way)
    expect(made).toMatchObject({ errcode: 0, config_id: expect.any(String) })
    const named = { config_id: made['config_id'] }
    expect(await codeOf('update_contact_way', { ...named, user: ['zhou'], remark: '店二' })).toBe(0)
    expect(await ask('get_contact_way', named)).toMatchObject({
      contact_way: { ...named, state: 'ch_1', remark: '店二', user: ['zhou'], type: 2, scene: 2 },
    })
    const seconds = clock.now / 1000
    const listed = await ask('list_contact_way', { start_time: seconds, end_time: seconds, limit: 100 })
    expect(listed).toMatchObject({ contact_way: [named], next_cursor: '' })
    expect(await ask('list_contact_way', { start_time: seconds + 1, limit: 100 })).toMatchObject({
      contact_way: [],
    })
    const { pathname } = new URL(String(made['qr_code']))
    expect((await app.inject(pathname)).body).toContain('<svg')
    expect(await codeOf('del_contact_way', named)).toBe(0)
    expect(await codeOf('del_contact_way', named)).toBe(40058)
    expect(await codeOf('get_contact_way', named)).toBe(40058)
    expect((await app.inject(pathname)).statusCode).toBe(404)
  })

  it.each([
    ['30 characters of state', { state: '字'.repeat(30) }, 0],
    ['31', { state: '字'.repeat(31) }, 40058],
    ['a long remark', { remark: '字'.repeat(31) }, 40058],
    ['nobody', { user: [] }, 40063],
    ['101 members', { user: Array.from({ length: 101 }, () => 'lin') }, 40058],
    ['one member for one', { type: 1, user: ['lin'] }, 0],
    ['two for one', { type: 1 }, 40058],
    ['a type that is none', { type: 3 }, 40058],
    ['an unknown member', { user: ['lin', 'who'] }, 60111],
    ['a member who has left', { user: ['gone'] }, 41054],
  ])('%s', async (_name, change, errcode) => {
    expect(await (await open()).codeOf('add_contact_way', { ...way, ...change })).toBe(errcode)
  })

  it('without a code to scan have no picture', async () => {
    expect(await (await open()).ask('add_contact_way', { ...way, scene: 1 })).not.toHaveProperty('qr_code')
  })

  it('split new customers over their members, who see the state', async () => {
    const { app, ask } = await open()
    const { config_id: configId } = await ask('add_contact_way', way)
    const scan = async () =>
      (
        await app.inject({
          method: 'POST',
          url: `/simulator/api/contact-ways/${String(configId)}/scan`,
          payload: { name: '新客' },
        })
      ).json<{ userId: string; externalUserId: string }>()
    const [first, second, third] = [await scan(), await scan(), await scan()]
    expect([first.userId, second.userId, third.userId]).toEqual(['lin', 'zhou', 'lin'])
    const world = (await app.inject('/simulator/api/world')).json<{
      members: { userId: string; contacts: { externalUserId: string; name: string }[] }[]
    }>()
    expect(world.members[1]?.contacts.at(-1)).toMatchObject({
      externalUserId: second.externalUserId,
      name: '新客',
    })
    expect((await app.inject('/simulator/api/contact-ways')).json()).toEqual([
      { configId, remark: '门店', state: 'ch_1', memberNames: ['林晓', '周宁'] },
    ])
  })
})
