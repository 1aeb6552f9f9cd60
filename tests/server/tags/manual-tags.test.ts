import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeTagGroups } from '../../../src/server/tags/store-rules.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer } from '../touches/desk-rows.ts'

describe.each(engines)('tags by hand on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  let customerId = ''
  let made = 0
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    await changeTagGroups(desk.context, [{ group: '肤质', names: ['油皮', '干皮'] }])
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    made += 1
    customerId = `m${made}`
    desk.clock.now = deskNow
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function post(path: string, payload: object = {}, user = 'lin') {
    const url = `/api/v1/customers/wm-${customerId}/tags${path}`
    const answer = await app.inject({ method: 'POST', url, headers: { 'x-user': user }, payload })
    return { status: answer.statusCode, body: answer.json() }
  }
  async function list(user = 'lin') {
    const url = `/api/v1/customers/wm-${customerId}/tags`
    return (await app.inject({ method: 'GET', url, headers: { 'x-user': user } })).json()
  }
  async function audits() {
    const rows = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('subjectKind', '=', 'tag')
      .orderBy('at')
      .orderBy('auditId')
      .execute()
    return rows
      .filter(({ detailsJson }) => detailsJson.includes(`"${customerId}"`))
      .map(({ action, actor }) => `${action} ${actor}`)
  }

  it('adds a tag of the list, which every follower sees and nothing ends', async () => {
    const { status, body } = await post('', { name: '油皮' })
    expect(status).toBe(200)
    expect(body.tag).toMatchObject({
      name: '油皮',
      source: 'manual',
      evidence: '顾问林晓添加',
      daysLeft: null,
      isRemovable: true,
    })
    expect((await list('zhao')).tags).toEqual([body.tag])
    expect((await list()).allowed).toEqual([{ group: '肤质', names: ['油皮', '干皮'] }])
    expect(await audits()).toEqual(['tag.added lin'])
  })

  it.each([
    [{ name: '贵妇' }, 422, 'tag_not_allowed'],
    [{ name: '' }, 400, 'invalid_input'],
    [{}, 400, 'invalid_input'],
  ])('refuses %o', async (payload, status, code) => {
    expect(await post('', payload)).toMatchObject({ status, body: { code } })
    expect(await audits()).toEqual([])
  })

  it('giving it again changes nothing, not even at the same time', async () => {
    const answers = await Promise.all([post('', { name: '油皮' }), post('', { name: '油皮' }, 'zhao')])
    const ids = new Set(answers.map(({ body }) => body.tag.tagId))
    expect(ids.size).toBe(1)
    expect((await list()).tags).toHaveLength(1)
    expect(await audits()).toHaveLength(1)
  })

  it('takes it off and restores it as it was', async () => {
    const { tag } = (await post('', { name: '干皮' })).body
    desk.clock.now += 5_000
    const removed = await post(`/${tag.tagId}/remove`, {}, 'zhao')
    expect(removed.body).toEqual({ tagId: tag.tagId, name: '干皮', restorableUntil: desk.clock.now + 60_000 })
    expect((await list()).tags).toEqual([])
    desk.clock.now += 60_000
    expect((await post(`/${tag.tagId}/restore`)).body.tag).toEqual(tag)
    expect((await list()).tags).toEqual([tag])
    expect((await post(`/${tag.tagId}/restore`)).body.tag).toEqual(tag)
    expect(await audits()).toEqual(['tag.added lin', 'tag.removed zhao', 'tag.restored lin'])
  })

  it('restores nothing after a minute, and nothing that was never removed', async () => {
    const { tag } = (await post('', { name: '干皮' })).body
    await post(`/${tag.tagId}/remove`)
    desk.clock.now += 60_001
    expect(await post(`/${tag.tagId}/restore`)).toMatchObject({ status: 404 })
    expect(await post('/tag_unknown/restore')).toMatchObject({ status: 404 })
    expect(await post(`/${tag.tagId}/remove`)).toMatchObject({ status: 404 })
  })

  it('neither removes nor restores a tag through another customer', async () => {
    const { tag } = (await post('', { name: '干皮' })).body
    await insertCustomer(database.db, `other${made}`, ['lin'])
    const other = async (action: string) => {
      const url = `/api/v1/customers/wm-other${made}/tags/${tag.tagId}/${action}`
      return (await app.inject({ method: 'POST', url, headers: { 'x-user': 'lin' }, payload: {} })).statusCode
    }
    expect(await other('remove')).toBe(404)
    await post(`/${tag.tagId}/remove`)
    expect(await other('restore')).toBe(404)
    expect((await post(`/${tag.tagId}/restore`)).status).toBe(200)
  })

  it.each([
    ['corp', 'lin', 422],
    ['behaviour', null, 422],
    ['customer', null, 422],
    ['personal', 'zhao', 404],
  ])('leaves a %s tag of %s alone: %i', async (source, userId, status) => {
    const tagId = `${customerId}-${source}`
    await database.db
      .insertInto('customerTag')
      .values({
        tagId,
        customerId,
        userId,
        name: '甲',
        source,
        kind: 'fact',
        evidence: '',
        createdAt: deskNow,
      })
      .execute()
    expect((await post(`/${tagId}/remove`)).status).toBe(status)
    const left = await database.db.selectFrom('customerTag').where('tagId', '=', tagId).selectAll().execute()
    expect(left).toHaveLength(1)
  })

  it('answers not_found to who does not follow the customer', async () => {
    expect(await post('', { name: '油皮' }, 'fang')).toMatchObject({ status: 404 })
  })
})
