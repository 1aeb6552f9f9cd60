import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import { WecomRefused, WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import { createWecomClient, type WecomClient } from '../../../src/server/wecom/client.ts'
import { createCredentials } from '../../../src/server/wecom/credentials.ts'
import { fetchGroup } from '../../../src/server/wecom/groups.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const whole = {
  chat_id: 'wr1',
  name: ' 护肤群 ',
  owner: 'lin',
  create_time: 1_700_000_000,
  notice: '周三答疑',
  member_list: [
    { userid: 'lin', type: 1, join_time: 1_700_000_000, join_scene: 1, invitor: { userid: 'lin' } },
    { userid: 'wm1', type: 2, join_time: 1_700_000_100, join_scene: 3, state: 'qr01', unionid: 'u1' },
  ],
  admin_list: [{ userid: 'zhou' }],
}

describe.each(engines.slice(0, 1))('fetchGroup', ({ open }) => {
  let database: TestDatabase
  let stand: FastifyInstance
  let client: WecomClient
  let answers: object[]
  const asked: unknown[] = []

  beforeEach(async () => {
    database = await open()
    asked.length = 0
    stand = Fastify()
    stand.get('/cgi-bin/gettoken', async () => ({ errcode: 0, access_token: 'token-1', expires_in: 7200 }))
    stand.post('/cgi-bin/externalcontact/groupchat/get', async ({ query, body }) => {
      asked.push({ query, body })
      return answers.length > 1 ? answers.shift() : answers[0]
    })
    const origin = await stand.listen({ port: 0, host: '127.0.0.1' })
    const config = readConfig(
      {
        WECOM_CORP_ID: 'ww1',
        WECOM_AGENT_ID: '1',
        WECOM_SECRET: 's',
        WECOM_API_URL: origin,
        SESSION_SECRET: 'x'.repeat(32),
      },
      () => '',
    )
    const context = { config, db: database.db, now: () => 1_800_000_000_000 }
    client = createWecomClient(context, createCredentials(context))
  })
  afterEach(async () => {
    await stand.close()
    await database.destroy()
  })

  it('posts the id and reads the group with everybody in it', async () => {
    answers = [{ errcode: 0, group_chat: whole }]
    expect(await fetchGroup(client, 'wr1')).toEqual({
      chatId: 'wr1',
      name: '护肤群',
      ownerUserId: 'lin',
      adminUserIds: ['zhou'],
      notice: '周三答疑',
      createdAt: 1_700_000_000_000,
      members: [
        { memberId: 'lin', isCustomer: false, joinedAt: 1_700_000_000_000, joinScene: 1, invitor: 'lin' },
        { memberId: 'wm1', isCustomer: true, joinedAt: 1_700_000_100_000, joinScene: 3, invitor: null },
      ],
    })
    expect(asked).toEqual([{ query: { access_token: 'token-1' }, body: { chat_id: 'wr1', need_name: 0 } }])
  })

  it('takes missing fields as empty ones', async () => {
    answers = [{ errcode: 0, group_chat: { owner: 'lin', member_list: [{ userid: 'lin', type: 1 }] } }]
    expect(await fetchGroup(client, 'wr1')).toMatchObject({
      name: '',
      notice: '',
      adminUserIds: [],
      createdAt: 0,
      members: [{ memberId: 'lin', joinedAt: 0, joinScene: 0, invitor: null }],
    })
  })

  it('a list without anybody is no answer, since its owner is in every group', async () => {
    for (const member_list of [[], undefined]) {
      answers = [{ errcode: 0, group_chat: { ...whole, member_list } }]
      await expect(fetchGroup(client, 'wr1')).rejects.toBeInstanceOf(WecomUnreachable)
    }
  })

  it('repeats a busy call and passes a refusal on', async () => {
    answers = [{ errcode: -1 }, { errcode: 0, group_chat: whole }]
    expect(await fetchGroup(client, 'wr1')).toMatchObject({ name: '护肤群' })
    expect(asked).toHaveLength(2)
    answers = [{ errcode: 90501 }]
    const refused = await fetchGroup(client, 'wr1').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(WecomRefused)
    expect(refused).toMatchObject({ errcode: 90501 })
  })
})
