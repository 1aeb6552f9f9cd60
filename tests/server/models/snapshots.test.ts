import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertCustomers } from '../../../src/server/identity/repository.ts'
import { snapshotWriter } from '../../../src/server/models/snapshots.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const count = 700

describe.each(engines)('snapshots on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    const customers = Array.from({ length: count }, (_, index) => ({
      customerId: `c${index}`,
      externalUserId: null,
      assignmentKey: `k${index}`,
    }))
    await insertCustomers(database.db, customers, 1)
  })
  afterAll(() => database.destroy())

  it('are all written, the last part too, and touch nothing else', async () => {
    const writer = snapshotWriter(database.db)
    for (let index = 0; index < count - 1; index += 1)
      await writer.add({
        customerId: `c${index}`,
        ltvFen: index === 0 ? null : index * 10_000_000_000,
        rfmSegment: index % 2 === 0 ? null : 'champion',
        scoredVersion: 'v1',
      })
    await writer.close()
    const rows = await database.db
      .selectFrom('customer')
      .select(['customerId', 'ltvFen', 'rfmSegment', 'scoredVersion', 'updatedAt'])
      .execute()
    expect(rows).toHaveLength(count)
    const byId = new Map(rows.map((row) => [row.customerId, row]))
    for (let index = 0; index < count - 1; index += 1)
      expect(byId.get(`c${index}`)).toMatchObject({
        ltvFen: index === 0 ? null : index * 10_000_000_000,
        rfmSegment: index % 2 === 0 ? null : 'champion',
        scoredVersion: 'v1',
        updatedAt: 1,
      })
    expect(byId.get(`c${count - 1}`)).toMatchObject({ ltvFen: null, scoredVersion: null })
  })
})
