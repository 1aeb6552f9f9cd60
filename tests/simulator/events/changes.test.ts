import { describe, expect, it } from 'vitest'
import { decrypt } from '@wecom/crypto'
import { simulatedSecrets } from '../../../src/simulator/events/callback-target.ts'
import { buildSimulator, createSimulatorState } from '../../../src/simulator/simulator.ts'
import { smallWorld } from '../small-world.ts'

type Method = 'POST' | 'PUT' | 'DELETE'

function open() {
  const messages: string[] = []
  let tokens = 0
  const options = {
    world: smallWorld(),
    now: () => 1_800_000_000_000,
    randomToken: () => `random${(tokens += 1)}`,
    distDir: '/nonexistent',
    callback: { url: 'http://127.0.0.1:1/wecom/callback', ...simulatedSecrets },
    carryCallback: async ({ body = '' }: { body?: string }) => {
      const encrypt = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? ''
      messages.push(decrypt(simulatedSecrets.aesKey, encrypt).message)
      return { status: 200, body: '' }
    },
  }
  const state = createSimulatorState(options)
  const app = buildSimulator(options, state)
  const change = async (method: Method, path: string, payload?: object) => {
    const request = { method, url: `/simulator/api/${path}` }
    const { statusCode } = await app.inject(payload ? { ...request, payload } : request)
    await state.events.settled()
    return statusCode
  }
  /** The last event without its head. */
  const told = () => messages.at(-1)?.split('<MsgType><![CDATA[event]]></MsgType>')[1]?.replace('</xml>', '')
  return { app, state, change, told, messages }
}

const element = (name: string, value: string) => `<${name}><![CDATA[${value}]]></${name}>`
const contactEvent = (changeType: string, userId: string, customer: string) =>
  element('Event', 'change_external_contact') +
  element('ChangeType', changeType) +
  element('UserID', userId) +
  element('ExternalUserID', customer)
const tagEvent = (changeType: string, id: string, type: string) =>
  element('Event', 'change_external_tag') +
  element('ChangeType', changeType) +
  element('Id', id) +
  (type === '' ? '' : element('TagType', type))

describe('what is changed in the clients is told', () => {
  it.each([
    ['as the platform has it, the half-add’s code used', true, undefined, false],
    ['as the platform has it, the half-add’s code not used', false, undefined, true],
    ['with a new one all the same', true, 'new', true],
    ['without one', false, 'none', false],
  ])('a full add after a half-add, its welcome code %s', async (_name, isUsed, welcomeCode, hasCode) => {
    const { change, told, state } = open()
    const pair = { userId: 'zhou', externalUserId: 'wm-chen' }
    await change('POST', 'follows', { ...pair, kind: 'half' })
    const code = /WELCOME\w+/.exec(told() ?? '')?.[0] ?? ''
    if (isUsed) state.welcomeCodes.use(code)
    await change('POST', 'follows', welcomeCode === undefined ? pair : { ...pair, welcomeCode })
    expect(told()).toContain(contactEvent('add_external_contact', 'zhou', 'wm-chen'))
    expect(told()?.includes('<WelcomeCode>')).toBe(hasCode)
    expect(told()).not.toContain(code)
  })

  it('adding, half-adding, editing and deleting customers', async () => {
    const { change, told, state, messages } = open()
    expect(await change('POST', 'follows', { userId: 'zhou', externalUserId: 'wm-wang', state: 's1' })).toBe(
      204,
    )
    expect(told()).toMatch(
      contactEvent('add_external_contact', 'zhou', 'wm-wang') + element('State', 's1') + '<WelcomeCode>',
    )
    const code = /WELCOME\w+/.exec(told() ?? '')?.[0] ?? ''
    expect(state.welcomeCodes.find(code)).toMatchObject({ userId: 'zhou', externalUserId: 'wm-wang' })
    expect(state.directory.follow('zhou', 'wm-wang')?.state).toBe('s1')

    await change('POST', 'follows', { userId: 'zhou', externalUserId: 'wm-chen', kind: 'half' })
    expect(told()).toContain(contactEvent('add_half_external_contact', 'zhou', 'wm-chen'))
    expect(state.directory.follow('zhou', 'wm-chen')).toBeUndefined()

    await change('PUT', 'follows/lin/wm-li', { remark: '新备注', tagIds: ['et-low'] })
    expect(told()).toBe(contactEvent('edit_external_contact', 'lin', 'wm-li'))
    expect(state.directory.follow('lin', 'wm-li')).toMatchObject({ remark: '新备注', tagIds: ['et-low'] })

    await change('POST', 'follows/lin/wm-li/transfer-failure', { reason: 'customer_limit_exceed' })
    expect(told()).toBe(
      contactEvent('transfer_fail', 'lin', 'wm-li') + element('FailReason', 'customer_limit_exceed'),
    )

    await change('DELETE', 'follows/lin/wm-li?by=customer')
    expect(told()).toBe(contactEvent('del_follow_user', 'lin', 'wm-li'))
    expect(state.directory.follow('lin', 'wm-li')).toBeDefined()
    expect(await change('DELETE', 'follows/lin/wm-li?by=customer')).toBe(404)
    expect(await change('POST', 'follows', { userId: 'lin', externalUserId: 'wm-li' })).toBe(204)

    await change('DELETE', 'follows/lin/wm-li?by=transfer')
    expect(told()).toBe(
      contactEvent('del_external_contact', 'lin', 'wm-li') + element('Source', 'DELETE_BY_TRANSFER'),
    )
    await change('DELETE', 'follows/lin/wm-wang')
    expect(told()).toBe(contactEvent('del_external_contact', 'lin', 'wm-wang'))
    expect(state.directory.follow('lin', 'wm-wang')).toBeUndefined()

    const count = messages.length
    expect(await change('DELETE', 'follows/lin/wm-wang')).toBe(404)
    expect(await change('POST', 'follows', { userId: 'nobody', externalUserId: 'wm-wang' })).toBe(409)
    expect(messages).toHaveLength(count)
  })

  it('a person nobody knew', async () => {
    const { app, state, told } = open()
    const response = await app.inject({
      method: 'POST',
      url: '/simulator/api/customers',
      payload: { userId: 'lin', name: '新顾客', state: 'poster' },
    })
    await state.events.settled()
    const { externalUserId } = response.json<{ externalUserId: string }>()
    expect(told()).toContain(contactEvent('add_external_contact', 'lin', externalUserId))
    expect(state.directory.contactsOf('lin').map(({ contact }) => contact.name)).toContain('新顾客')
  })

  it('corp tags of the admin console', async () => {
    const { change, told, state } = open()
    expect(await change('POST', 'tag-groups/etgroup-intent/tags', { name: '中' })).toBe(201)
    const made = state.directory.tagGroups[0]?.tags.at(-1)
    expect(told()).toBe(tagEvent('create', made?.tagId ?? '', 'tag'))
    await change('PUT', 'tags/et-high', { name: '很高' })
    expect(told()).toBe(tagEvent('update', 'et-high', 'tag'))
    await change('POST', 'tag-groups/etgroup-intent/shuffle')
    expect(told()).toBe(tagEvent('shuffle', 'etgroup-intent', ''))
    await change('DELETE', 'tags/et-high')
    expect(told()).toBe(tagEvent('delete', 'et-high', 'tag'))
    expect(state.directory.follow('lin', 'wm-li')?.tagIds).toEqual([])
    await change('DELETE', 'tags/etgroup-intent')
    expect(told()).toBe(tagEvent('delete', 'etgroup-intent', 'tag_group'))
    expect(await change('DELETE', 'tags/etgroup-intent')).toBe(404)
  })

  it('customer groups', async () => {
    const { change, told, state } = open()
    expect(await change('POST', 'groups', { name: '新群', ownerUserId: 'zhou' })).toBe(201)
    expect(told()).toContain(element('ChangeType', 'create'))
    await change('DELETE', 'groups/wr-skin/customers/wm-li')
    expect(told()).toContain(`${element('UpdateDetail', 'del_member')}<JoinScene>0</JoinScene>`)
    expect(told()).toContain('<MemChangeList><Item><![CDATA[wm-li]]></Item></MemChangeList>')
    await change('PUT', 'groups/wr-skin', { name: '改名', ownerUserId: 'zhou' })
    expect(told()).toContain(element('UpdateDetail', 'change_owner'))
    expect(state.directory.group('wr-skin')).toMatchObject({ name: '改名', ownerUserId: 'zhou' })
    await change('DELETE', 'groups/wr-skin')
    expect(told()).toContain(element('ChatId', 'wr-skin'))
    expect(told()).toContain(element('ChangeType', 'dismiss'))
  })

  it('and nothing that the server API writes', async () => {
    const { app, state, messages } = open()
    const token = await app.inject('/cgi-bin/gettoken?corpid=wwsmall&corpsecret=small-secret')
    const { access_token } = token.json<{ access_token: string }>()
    const written = await app.inject({
      method: 'POST',
      url: `/cgi-bin/externalcontact/mark_tag?access_token=${access_token}`,
      payload: JSON.stringify({ userid: 'lin', external_userid: 'wm-wang', add_tag: ['et-low'] }),
    })
    expect(written.json()).toMatchObject({ errcode: 0 })
    await state.events.settled()
    expect(messages).toEqual([])
  })
})
