import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { afterCommit } from '../../../src/server/db/after-commit.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('afterCommit on $name', ({ open }) => {
  let database: TestDatabase
  let seen: string[]
  beforeEach(async () => {
    database = await open()
    seen = []
  })
  afterEach(() => database.destroy())

  it('acts at once outside of a transaction', () => {
    afterCommit(database.db, () => seen.push('act'))
    expect(seen).toEqual(['act'])
  })

  it('acts after the commit, in the order given, once', async () => {
    const answer = await database.db.transaction().execute(async (trx) => {
      afterCommit(trx, () => seen.push('first'))
      afterCommit(trx, () => seen.push('second'))
      seen.push('inside')
      return 'answer'
    })
    expect(answer).toBe('answer')
    expect(seen).toEqual(['inside', 'first', 'second'])
  })

  it('never acts after a rollback, nor in the transaction that follows', async () => {
    const failing = database.db.transaction().execute(async (trx) => {
      afterCommit(trx, () => seen.push('act'))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await database.db.transaction().execute(async () => undefined)
    expect(seen).toEqual([])
  })
})
