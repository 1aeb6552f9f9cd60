import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mirrorTags } from '../../../src/server/customers/tag-mirror.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const tag = (name: string, isPersonal = false) => ({
  name,
  groupName: isPersonal ? '' : '意向',
  tagId: isPersonal ? null : `et-${name}`,
  isPersonal,
})
const all = { userIds: null, sources: ['corp', 'personal'] as const }

describe.each(engines)('the mirror of WeCom’s tags on $name', ({ open }) => {
  let database: TestDatabase
  let at = 1000
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  const mirror = (
    customerId: string,
    ...[followers, extent]: [Parameters<typeof mirrorTags>[3], Parameters<typeof mirrorTags>[4]]
  ) => {
    at += 1
    const context = { now: () => at, randomBytes: (count: number) => randomBytes(count) }
    return mirrorTags(database.db, context, customerId, followers, extent)
  }
  const stored = (customerId: string) =>
    database.db
      .selectFrom('customerTag')
      .select(['tagId', 'userId', 'name', 'source', 'evidence', 'createdAt'])
      .where('customerId', '=', customerId)
      .orderBy('userId')
      .orderBy('name')
      .execute()

  it('keeps the rows of tags that stay, with their age', async () => {
    await mirror('c1', [{ userId: 'an', tags: [tag('a'), tag('b', true)] }], all)
    const before = await stored('c1')
    expect(before).toMatchObject([
      { name: 'a', source: 'corp', evidence: '企业微信标签 · 意向' },
      { name: 'b', source: 'personal', evidence: '企业微信标签' },
    ])
    await mirror('c1', [{ userId: 'an', tags: [tag('b', true), tag('c')] }], all)
    const after = await stored('c1')
    expect(after.map(({ name }) => name)).toEqual(['b', 'c'])
    expect(after[0]).toEqual(before[1])
    expect(after[1]?.createdAt).toBe(at)
  })

  it('touches only the followers and sources it is told of, and never the store’s own tags', async () => {
    await database.db
      .insertInto('customerTag')
      .values({
        tagId: 'own',
        customerId: 'c2',
        userId: null,
        name: 'a',
        source: 'manual',
        kind: 'fact',
        evidence: '',
        confidence: null,
        createdAt: 1,
        expiresAt: null,
      })
      .execute()
    const both = ['an', 'bai'].map((userId) => ({ userId, tags: [tag('a'), tag('p', true)] }))
    await mirror('c2', both, all)
    await mirror('c2', [], { userIds: ['an'], sources: ['corp'] })
    expect((await stored('c2')).map(({ userId, name }) => `${userId} ${name}`).sort()).toEqual([
      'an p',
      'bai a',
      'bai p',
      'null a',
    ])
  })

  it('removes nothing while some tags have no name here', async () => {
    await mirror('c3', [{ userId: 'an', tags: [tag('a')] }], all)
    await mirror('c3', [{ userId: 'an', tags: [tag('b')] }], {
      userIds: ['an'],
      sources: ['corp'],
      isPartial: true,
    })
    expect((await stored('c3')).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('takes thousands of tags', async () => {
    const tags = Array.from({ length: 3000 }, (_, index) => tag(`t${index}`))
    await mirror('c4', [{ userId: 'an', tags }], all)
    expect(await stored('c4')).toHaveLength(3000)
    await mirror('c4', [], all)
    expect(await stored('c4')).toEqual([])
  })
})
