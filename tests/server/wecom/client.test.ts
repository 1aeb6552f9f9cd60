import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import { WecomRefused, WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import { createWecomClient, type WecomClient } from '../../../src/server/wecom/client.ts'
import { createCredentials } from '../../../src/server/wecom/credentials.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('the WeCom client on $name', ({ open }) => {
  let database: TestDatabase
  let stand: FastifyInstance
  let client: WecomClient
  let clock: number
  /** What user/get answers, one after the other; the last one stays. */
  let answers: object[]
  const calls: string[] = []

  beforeEach(async () => {
    database = await open()
    clock = 1_800_000_000_000
    answers = [{ errcode: 0, name: '林' }]
    calls.length = 0
    stand = Fastify()
    let issued = 0
    stand.get('/cgi-bin/gettoken', async () => {
      calls.push('gettoken')
      issued += 1
      return { errcode: 0, access_token: `token-${issued}`, expires_in: 7200 }
    })
    stand.get('/cgi-bin/ticket/get', async () => {
      calls.push('ticket')
      return { errcode: 0, ticket: 'agent-ticket', expires_in: 7200 }
    })
    stand.get('/cgi-bin/user/get', async (request, reply) => {
      calls.push(`user/get ${(request.query as { access_token: string }).access_token}`)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      return answer && 'status' in answer ? reply.status(500).send('down') : answer
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
    const context = { config, db: database.db, now: () => clock }
    client = createWecomClient(context, createCredentials(context))
  })
  afterEach(async () => {
    await stand.close()
    await database.destroy()
  })

  it('fetches one token for many calls at once and keeps it in the database', async () => {
    await Promise.all([client.get('user/get'), client.get('user/get'), client.agentTicket()])
    expect(calls.filter((call) => call === 'gettoken')).toHaveLength(1)
    const kinds = await database.db.selectFrom('wecomCredential').select('kind').orderBy('kind').execute()
    expect(kinds.map(({ kind }) => kind)).toEqual(['ww1/1/agent-ticket', 'ww1/1/token'])
    await client.agentTicket()
    expect(calls.filter((call) => call === 'ticket')).toHaveLength(1)
  })

  it('fetches a refused ticket anew, at most once a minute', async () => {
    const asked = () => calls.filter((call) => call === 'ticket').length
    await client.agentTicket()
    await client.agentTicket(true)
    expect(asked()).toBe(2)
    clock += 59_999
    await client.agentTicket(true)
    expect(asked()).toBe(2)
    clock += 1
    await client.agentTicket(true)
    expect(asked()).toBe(3)
  })

  it('keeps a token until five minutes before its end', async () => {
    await client.get('user/get')
    clock += (7200 - 300) * 1000 - 1
    await client.get('user/get')
    expect(calls.filter((call) => call === 'gettoken')).toHaveLength(1)
    clock += 1
    await client.get('user/get')
    expect(calls.filter((call) => call === 'gettoken')).toHaveLength(2)
  })

  it.each([40014, 42001])('refreshes the token once on %s, then fails', async (errcode) => {
    answers = [{ errcode }, { errcode: 0, name: '林' }]
    expect(await client.get('user/get')).toMatchObject({ name: '林' })
    expect(calls).toEqual(['gettoken', 'user/get token-1', 'gettoken', 'user/get token-2'])
    answers = [{ errcode }]
    await expect(client.get('user/get')).rejects.toMatchObject({ errcode })
  })

  it.each([-1, 45033, 45035])('tries again on %s, three times at most', async (errcode) => {
    answers = [{ errcode }, { errcode }, { errcode: 0, name: '林' }]
    expect(await client.get('user/get')).toMatchObject({ name: '林' })
    calls.length = 0
    answers = [{ errcode }]
    await expect(client.get('user/get')).rejects.toBeInstanceOf(WecomRefused)
    expect(calls).toHaveLength(3)
  })

  it.each([40029, 45009, 48002, 60011, 84061])('never repeats a call refused with %s', async (errcode) => {
    answers = [{ errcode }]
    await expect(client.get('user/get')).rejects.toMatchObject({ errcode })
    expect(calls.filter((call) => call.startsWith('user/get'))).toHaveLength(1)
  })

  it('tries again when the server fails, then calls it unreachable without naming the token', async () => {
    answers = [{ status: 500 }, { errcode: 0, name: '林' }]
    expect(await client.get('user/get')).toMatchObject({ name: '林' })
    answers = [{ status: 500 }]
    const error = await client.get('user/get').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(WecomUnreachable)
    expect(String(error)).not.toContain('token-')
    await stand.close()
    await expect(client.get('user/get')).rejects.toBeInstanceOf(WecomUnreachable)
  })
})
