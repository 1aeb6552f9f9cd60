import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hostHelp, type HelpId } from '../../../src/app/host/help.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { switchChoices, type Switches } from '../../../src/simulator/protocol/switches.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant: here } = notablePeople
const noCustomer = '暂时认不出当前客户'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** What is on the screen: the host's trouble in a sentence, what to try, what to pass on; and nobody's data. */
async function expectHelp(window: SimulatorWindow, id: HelpId, sentence: RegExp): Promise<void> {
  const { panel } = window
  await panel.getByRole('alert').getByText(sentence).waitFor()
  await panel.getByText(noCustomer, { exact: true }).waitFor()
  const help = panel.getByRole('region', { name: '怎么办' })
  for (const step of hostHelp[id].steps) await help.getByText(step, { exact: true }).waitFor()
  await help.getByText('给管理员看').click()
  for (const step of hostHelp[id].admin) await help.getByText(step, { exact: true }).waitFor()
  await help.getByRole('button', { name: '复制给管理员' }).click()
  await panel.getByText('已复制，发给管理员即可').waitFor()
  expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  const text = await panel.locator('body').innerText()
  expect(text).not.toContain(here.name)
  expect(text).not.toContain(here.externalUserId)
  await panel.getByRole('region', { name: '话术库' }).getByRole('listitem').first().waitFor()
}

/** The trouble ends without a reload: the advisor taps 重试. */
async function expectMended(window: SimulatorWindow, patch: Partial<Switches>): Promise<void> {
  await window.setSwitches(patch)
  await window.button('重试').click()
  await window.panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
  expect(await window.panel.getByRole('region', { name: '怎么办' }).count()).toBe(0)
}

describe.each(switchChoices.dialect)('a client that refuses in the %s dialect', (dialect) => {
  it('names nobody who is no customer yet: no permission, until they are', async () => {
    const window = await desk.open(here.externalUserId, { switches: { dialect, contactKind: 'external' } })
    await expectHelp(window, 'permission', /企业微信没有授权本应用使用这个接口（.*permission.*）/)
    await expectMended(window, { contactKind: 'customer' })
  })

  it('does not take a signature: invalid signature', async () => {
    const window = await desk.open(here.externalUserId, {
      switches: { dialect, config: 'invalid signature' },
    })
    await expectHelp(window, 'signature', /页面签名没有通过（.*invalid signature.*）/)
    await expectMended(window, { config: 'ok' })
  })

  it('gives nothing but the code: 40093', async () => {
    const window = await desk.open(here.externalUserId, { switches: { dialect, config: 'fail' } })
    await expectHelp(window, 'signature', /页面签名没有通过（.*40093.*）/)
  })

  it('does not know the domain: invalid url domain', async () => {
    const window = await desk.open(here.externalUserId, {
      switches: { dialect, config: 'fail_invalid url domain' },
    })
    await expectHelp(window, 'domain', /页面签名没有通过（.*invalid url domain.*）/)
  })
})

describe('the clients’ other words', () => {
  const spellings: [Switches['identity'], HelpId, RegExp][] = [
    ['fail no permission', 'permission', /没有授权/],
    ['fail_no permission', 'permission', /没有授权/],
    ['fail_nopermission to execute', 'permission', /没有授权/],
    ['no permission to execute', 'permission', /没有授权/],
    ['access_denied', 'permission', /没有授权/],
    ['fail_nosupport', 'unsupported', /请升级企业微信/],
    ['function not exist', 'unsupported', /请升级企业微信/],
    ['fail', 'unknown', /企业微信返回了错误（.*fail.*）/],
  ]

  it('are all tried here', () => {
    const tried = spellings.map(([identity]) => identity)
    expect([...tried, 'ok'].sort()).toEqual([...switchChoices.identity].sort())
  })

  it.each(spellings)('%s', async (identity, id, sentence) => {
    const dialect = switchChoices.dialect[spellings.findIndex(([one]) => one === identity) % 4] ?? 'windows'
    const window = await desk.open(here.externalUserId, { switches: { dialect, identity } })
    await expectHelp(window, id, sentence)
  })

  it('the permission value is offline verifying', async () => {
    const config = 'the permission value is offline verifying'
    const window = await desk.open(here.externalUserId, { switches: { config } })
    await expectHelp(window, 'signature', /offline verifying/)
  })

  it('a client too old to name its customer says so', async () => {
    const window = await desk.open(here.externalUserId, { switches: { wecomVersion: '2.5.0' } })
    await expectHelp(window, 'unsupported', /当前客户端不支持，请升级企业微信（.*function not exist.*）/)
  })

  it.each([
    ['absent', 'no-bridge', /没有找到企业微信的接口/],
    ['silent', 'timeout', /企业微信没有回应/],
  ] as const)('a bridge that is %s', async (bridge, id, sentence) => {
    const window = await desk.open(here.externalUserId, { switches: { bridge } })
    await expectHelp(window, id, sentence)
  })
})

describe('the wrong entry', () => {
  const known = ['auto', 'contact_profile', 'single_chat_tools', 'single_kf_tools', 'group_chat_tools']
  const others = switchChoices.entry.filter((entry) => !known.includes(entry))

  it.each(others.filter((entry) => !entry.includes('group_chat')))(
    '%s: says where to open it instead, without any alarm',
    async (entry) => {
      const window = await desk.open(here.externalUserId, { switches: { entry } })
      const { panel } = window
      await panel.getByText('请从与客户的聊天窗口打开', { exact: true }).waitFor()
      const help = panel.getByRole('region', { name: '怎么办' })
      for (const step of hostHelp.entry.steps) await help.getByText(step, { exact: true }).waitFor()
      expect(await panel.getByRole('alert').count()).toBe(0)
      expect(await panel.locator('body').innerText()).not.toContain(here.name)
    },
  )

  it.each(others.filter((entry) => entry.includes('group_chat')))(
    '%s: a group without customers is no context',
    async (entry) => {
      const window = await desk.open(here.externalUserId, { switches: { entry } })
      await expectHelp(window, 'context', /当前不在与客户的聊天窗口/)
    },
  )
})
