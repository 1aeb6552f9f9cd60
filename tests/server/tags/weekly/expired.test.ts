import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertCustomers } from '../../../../src/server/identity/repository.ts'
import { dropExpiredTags } from '../../../../src/server/tags/weekly/expired.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'

describe.each(engines)('expired tags on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await insertCustomers(database.db, [{ customerId: 'c1', externalUserId: null, assignmentKey: 'k' }], 1)
  })
  afterAll(() => database.destroy())

  it('drops all tags expired before the instant, in as many parts as it takes', async () => {
    const tags = Array.from({ length: 1201 }, (_, index) => ({
      tagId: `t${index}`,
      customerId: 'c1',
      userId: null,
      name: 'x',
      source: 'behaviour',
      kind: 'interest',
      evidence: '',
      confidence: null,
      ruleKey: null,
      createdAt: 1,
      expiresAt: index === 1200 ? null : index < 1199 ? 99 : 100,
    }))
    for (let start = 0; start < tags.length; start += 300)
      await database.db
        .insertInto('customerTag')
        .values(tags.slice(start, start + 300))
        .execute()
    expect(await dropExpiredTags({ db: database.db, now: () => 100, randomBytes }, 100)).toBe(1199)
    const left = await database.db.selectFrom('customerTag').select('tagId').orderBy('tagId').execute()
    expect(left.map(({ tagId }) => tagId)).toEqual(['t1199', 't1200'])
  })
})
