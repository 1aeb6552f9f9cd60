import type { FastifyInstance } from 'fastify'
import type { Insertable } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Tag } from '../../../src/contract/tags.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { changeTagRules, tagRulesKey } from '../../../src/server/tags/store-rules.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer } from '../touches/desk-rows.ts'

const day = 86_400_000

describe.each(engines)('tags on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  let customerId = ''
  let made = 0
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    made += 1
    customerId = `t${made}`
    desk.known.facts = {}
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function store(name: string, changes: Partial<Insertable<Schema['customerTag']>> = {}) {
    await database.db
      .insertInto('customerTag')
      .values({
        tagId: `${customerId}-${name}-${changes.userId ?? ''}`,
        customerId,
        name,
        source: 'behaviour',
        kind: 'fact',
        evidence: '',
        createdAt: deskNow,
        ...changes,
      })
      .execute()
  }
  async function list(user = 'lin'): Promise<Tag[]> {
    const url = `/api/v1/customers/wm-${customerId}/tags`
    const answer = await app.inject({ method: 'GET', url, headers: { 'x-user': user } })
    expect(answer.statusCode).toBe(200)
    return answer.json().tags
  }

  it("shows the store's own tags and the viewer's corp and personal ones, never another follower's", async () => {
    await store('油皮', { source: 'corp', userId: 'lin' })
    await store('难缠', { source: 'personal', userId: 'zhao' })
    await store('常客', { source: 'data' })
    expect((await list()).map(({ name }) => name).sort()).toEqual(['常客', '油皮'].sort())
    expect((await list('zhao')).map(({ name }) => name).sort()).toEqual(['常客', '难缠'].sort())
  })

  it('orders fresh intent, interest and facts, then what has gone grey', async () => {
    await store('油皮')
    await store('精华', { kind: 'interest', createdAt: deskNow - 21 * day })
    await store('意向强', { kind: 'intent', createdAt: deskNow - 8 * day })
    await store('面膜', { kind: 'interest', createdAt: deskNow - 30 * day })
    const tags = await list()
    expect(tags.map(({ name, daysLeft, isGreyed }) => [name, daysLeft, isGreyed])).toEqual([
      ['意向强', 6, false],
      ['精华', 9, false],
      ['油皮', null, false],
      ['面膜', 0, true],
    ])
  })

  it.each([
    ['interest', 29, 'fresh'],
    ['interest', 30, 'greyed'],
    ['interest', 36, 'greyed'],
    ['interest', 37, 'dropped'],
    ['intent', 13, 'fresh'],
    ['intent', 14, 'greyed'],
    ['intent', 21, 'dropped'],
  ])('an %s tag of %i days is %s', async (kind, ago, state) => {
    await store('某标签', { kind, createdAt: deskNow - ago * day })
    const [tag] = await list()
    expect(tag ? (tag.isGreyed ? 'greyed' : 'fresh') : 'dropped').toBe(state)
  })

  it('lets a stored expiry decide where there is one', async () => {
    await store('明天到期', { kind: 'interest', createdAt: deskNow - 99 * day, expiresAt: deskNow + day })
    await store('今天到期', { kind: 'fact', expiresAt: deskNow })
    await store('早已到期', { kind: 'fact', expiresAt: deskNow - 7 * day })
    const tags = await list()
    expect(tags.map(({ name, daysLeft, isGreyed }) => [name, daysLeft, isGreyed])).toEqual([
      ['明天到期', 1, false],
      ['今天到期', 0, true],
    ])
  })

  async function look(category: string, views: number): Promise<void> {
    const rows = Array.from({ length: views }, (_, place) => ({
      eventId: `${customerId}-${category}-${place}`,
      customerId,
      type: 'view',
      occurredAt: deskNow - place * day,
      category,
      rowHash: '',
    }))
    await database.db.insertInto('shopEvent').values(rows).execute()
  }

  it('derives tags from what was looked at and shows one of each name, the fresh and supported one', async () => {
    await look('精华', 5)
    await look('面膜', 4)
    await store('精华', { kind: 'interest', createdAt: deskNow - 33 * day, evidence: '旧' })
    await store('精华', { source: 'corp', userId: 'lin' })
    expect(await list()).toMatchObject([
      {
        name: '精华',
        evidence: '30天内浏览精华5次',
        confidence: 0.7,
        ruleId: 'TAG-05',
        daysLeft: 30,
        isGreyed: false,
        isRemovable: false,
      },
    ])
  })

  it('shows the fresh one of another source when nothing supports the old one any more', async () => {
    await store('精华', { kind: 'interest', createdAt: deskNow - 33 * day, evidence: '旧' })
    await store('精华', { source: 'corp', userId: 'lin', evidence: '企业微信标签 · 品类' })
    expect(await list()).toMatchObject([
      {
        name: '精华',
        source: 'corp',
        isGreyed: false,
        evidence: '企业微信标签 · 品类；只读，请在企业微信里修改',
      },
    ])
  })

  it.each([
    [179, '林晓添加'],
    [180, '林晓添加；已180天，请确认是否还准确'],
  ])('a manual tag of %i days never ends and says: %s', async (ago, evidence) => {
    await store('常囤货', { source: 'manual', createdAt: deskNow - ago * day, evidence: '林晓添加' })
    expect(await list()).toMatchObject([{ evidence, daysLeft: null, isGreyed: false, isRemovable: true }])
  })

  it("names the rule of a stored tag, and applies the store's own rules and numbers", async () => {
    await store('意向强', { kind: 'intent', ruleKey: 'intent-cart', createdAt: deskNow - day })
    expect(await list()).toMatchObject([{ name: '意向强', ruleId: 'TAG-03' }])
    await look('口红', 2)
    const { context } = desk
    const rule = {
      key: 'lipstick',
      ruleId: 'TAG-05',
      name: '口红控',
      source: 'behaviour',
      kind: 'interest',
      when: { all: [{ fact: 'category.views30d', category: '口红', is: 'atLeast', value: 2 }] },
      evidence: '看过口红',
      confidence: 0.5,
      feedsOffers: true,
    }
    await changeTagRules(context, [rule])
    expect((await list()).map(({ name }) => name)).toEqual(['意向强', '口红控'])
    const wrong = { ...rule, when: { all: [{ fact: 'shoeSize', is: 'atLeast', value: 2 }] } }
    await expect(changeTagRules(context, [wrong])).rejects.toMatchObject({
      code: 'invalid_input',
      message: '0.when.all.0.fact: unknown fact "shoeSize"',
    })
    expect((await list()).map(({ name }) => name)).toEqual(['意向强', '口红控'])
    await database.db.deleteFrom('setting').where('key', '=', tagRulesKey).execute()
  })
})
