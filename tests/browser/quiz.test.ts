import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from './support/desk.ts'
import { readStored } from './support/stored.ts'

const newcomer = notablePeople.newcomer
const other = notablePeople.hesitant

describe('the quiz for a newcomer', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterEach(() => desk.leave())
  afterAll(() => desk.close())

  it('is sent, answered on the phone in three taps, and seen as tags after 刷新', async () => {
    const window = await desk.open(newcomer.externalUserId)
    const { panel, page, phone } = window
    const stored = readStored(desk.site)
    const quiz = panel.getByRole('region', { name: '测试', exact: true })
    await quiz.getByRole('heading', { name: '下一步 先发肤质测试 (不急着发券)' }).waitFor()
    expect(await panel.getByText('先发肤质测试 (不急着发券)').count()).toBe(1)
    expect(await panel.getByRole('region', { name: '下一步', exact: true }).count()).toBe(0)
    expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
    await window.button('发送测试').click()
    await quiz.getByText('已发', { exact: true }).waitFor()

    const [message] = await window.sent(newcomer.externalUserId)
    const card = message?.content
    expect(card).toMatchObject({ msgtype: 'news', title: '30秒肤质小测' })
    const link = card && 'link' in card ? card.link : ''
    expect(link).toMatch(/\/q\/[\w-]{32}$/)
    const { touches } = await stored.touches(newcomer.externalUserId)
    expect(touches).toMatchObject([{ contentType: 'question', ruleId: 'NBA-18', bubbles: 1 }])

    await page
      .getByRole('log')
      .getByRole('button', { name: /^打开卡片/ })
      .click()
    const tap = (name: string) => phone.getByRole('button', { name, exact: true }).click()
    await phone.getByText('进度 1/3').waitFor()
    await tap('整张脸都紧绷')
    await phone.getByText('进度 2/3').waitFor()
    await tap('上一题')
    await phone.getByText('进度 1/3').waitFor()
    await tap('容易泛红，有时刺痒')
    await tap('温和不刺激')
    await tap('越简单越好，两三步')
    await phone.getByRole('heading', { name: '谢谢您' }).waitFor()

    await window.button('刷新').click()
    await quiz.getByText('已回答', { exact: true }).waitFor()
    const tags = panel.getByRole('region', { name: '标签', exact: true })
    for (const tag of ['敏感肌', '关注温和', '喜欢简单护肤']) await tags.getByText(tag).first().waitFor()
    expect(await tags.getByText('干皮').count()).toBe(0)
    await window.button('一键发券').waitFor()

    await window.openLinkAs(other.externalUserId, link)
    await phone.getByRole('heading', { name: '这个测试属于别人' }).waitFor()
    expect(await phone.getByRole('button').count()).toBe(0)
  })
})
