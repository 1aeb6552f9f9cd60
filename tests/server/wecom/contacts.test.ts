import { describe, expect, it } from 'vitest'
import { WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import type { WecomAnswer, WecomClient } from '../../../src/server/wecom/client.ts'
import { fetchContact, fetchContactPage, fetchFollowUsers } from '../../../src/server/wecom/contacts.ts'

const asked: unknown[] = []

/** A client that gives these answers one after another. */
function answering(...answers: object[]): WecomClient {
  asked.length = 0
  const next = (path: string, given?: object) => {
    asked.push(given === undefined ? [path] : [path, given])
    return Promise.resolve({ errcode: 0, ...answers.shift() } as WecomAnswer)
  }
  const none = () => Promise.reject(new Error('not asked'))
  return { get: next, post: next, agentTicket: none, corpTicket: none }
}

const profile = {
  external_userid: 'wm-1',
  name: ' 李四 ',
  avatar: 'http://wx.qlogo.cn/0',
  type: 1,
  gender: 2,
  unionid: 'union-1',
  corp_name: '不该有',
}

describe('one contact', () => {
  it('is read with its followers and their tags of every kind', async () => {
    const client = answering({
      external_contact: profile,
      follow_user: [
        {
          userid: 'lin',
          remark: ' 李总 ',
          description: '采购',
          createtime: 1_525_779_812,
          add_way: 1,
          state: 'door',
          tags: [
            { group_name: '意向', tag_name: '高', tag_id: 'et1', type: 1 },
            { group_name: '个人', tag_name: '老乡', type: 2 },
            { group_name: '规则组', tag_name: 'VIP', tag_id: 'st1', type: 3 },
          ],
        },
      ],
    })
    expect(await fetchContact(client, 'wm-1')).toEqual({
      externalUserId: 'wm-1',
      name: '李四',
      avatar: 'https://wx.qlogo.cn/0',
      type: 1,
      gender: 2,
      unionId: 'union-1',
      corpName: null,
      follows: [
        {
          userId: 'lin',
          remark: '李总',
          description: '采购',
          followedAt: 1_525_779_812_000,
          addWay: 1,
          state: 'door',
          tags: [
            { name: '高', groupName: '意向', tagId: 'et1', isPersonal: false },
            { name: '老乡', groupName: '个人', tagId: null, isPersonal: true },
            { name: 'VIP', groupName: '规则组', tagId: 'st1', isPersonal: false },
          ],
        },
      ],
    })
    expect(asked).toEqual([['externalcontact/get', { external_userid: 'wm-1' }]])
  })

  it('of WeCom itself has a company', async () => {
    const client = answering({
      external_contact: { ...profile, type: 2, corp_name: '腾讯' },
      follow_user: [{ userid: 'lin' }],
    })
    expect(await fetchContact(client, 'wo-1')).toMatchObject({ type: 2, corpName: '腾讯' })
  })

  it('is read page by page until no cursor comes', async () => {
    const client = answering(
      { external_contact: profile, follow_user: [{ userid: 'a' }], next_cursor: 'c1' },
      { external_contact: profile, follow_user: [{ userid: 'b' }], next_cursor: '' },
    )
    expect((await fetchContact(client, 'wm-1')).follows.map(({ userId }) => userId)).toEqual(['a', 'b'])
    expect(asked[1]).toEqual(['externalcontact/get', { external_userid: 'wm-1', cursor: 'c1' }])
  })

  it('without anybody who follows is no answer', async () => {
    for (const follow_user of [[], undefined, 'x', [{ userid: '' }]])
      await expect(
        fetchContact(answering({ external_contact: profile, follow_user }), 'wm-1'),
      ).rejects.toBeInstanceOf(WecomUnreachable)
  })
})

describe('lists', () => {
  it('name the members who may have customers', async () => {
    expect(await fetchFollowUsers(answering({ follow_user: ['lin', '', 7, 'zhou'] }))).toEqual([
      'lin',
      'zhou',
    ])
    expect(await fetchFollowUsers(answering({}))).toEqual([])
  })

  it('give one entry and tags by id for each customer of a member', async () => {
    const client = answering({
      external_contact_list: [
        {
          external_contact: profile,
          follow_info: { userid: 'lin', remark: '李部长', tag_id: ['et1', 'st1'] },
        },
        { external_contact: { name: '没有编号' }, follow_info: { userid: 'lin' } },
      ],
      next_cursor: 'c2',
      fail_info: { unlicensed_userid_list: ['zhou'] },
    })
    const page = await fetchContactPage(client, { userIds: ['lin', 'zhou'], cursor: '' })
    expect(page).toMatchObject({ nextCursor: 'c2', unlicensedUserIds: ['zhou'] })
    expect(page.contacts).toHaveLength(1)
    expect(page.contacts[0]).toMatchObject({
      contact: { externalUserId: 'wm-1', name: '李四' },
      follow: { userId: 'lin', remark: '李部长', followedAt: 0, state: '' },
      tagIds: ['et1', 'st1'],
    })
    const body = { userid_list: ['lin', 'zhou'], cursor: '', limit: 100 }
    expect(asked).toEqual([['externalcontact/batch/get_by_user', body]])
  })

  it('may be empty', async () => {
    expect(await fetchContactPage(answering({}), { userIds: ['lin'], cursor: '' })).toEqual({
      contacts: [],
      nextCursor: '',
      unlicensedUserIds: [],
    })
  })
})
