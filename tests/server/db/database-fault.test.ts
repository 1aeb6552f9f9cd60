import { describe, expect, it } from 'vitest'
import { isFull, isGone, isRowFault, isTransient } from '../../../src/server/db/database-fault.ts'

const withCode = (code: string) => Object.assign(new Error('said'), { code })

describe('what a failure of the database is', () => {
  it.each([
    ['SQLITE_FULL', [true, false, false, false]],
    ['SQLITE_IOERR_WRITE', [true, false, false, false]],
    ['53100', [true, false, false, false]],
    ['ECONNREFUSED', [false, true, false, false]],
    ['57P01', [false, true, false, false]],
    ['57P03', [false, true, false, false]],
    ['08006', [false, true, false, false]],
    ['23505', [false, false, true, false]],
    ['SQLITE_CONSTRAINT_UNIQUE', [false, false, true, false]],
    ['40001', [false, false, false, true]],
    ['SQLITE_BUSY', [false, false, false, true]],
    ['SQLITE_IOERR_READ', [false, false, false, false]],
  ])('%s', (code, expected) => {
    const error = withCode(code)
    expect([isFull(error), isGone(error), isRowFault(error), isTransient(error)]).toEqual(expected)
  })

  it.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
  ])('the driver has no code for: %s', (message) => expect(isGone(new Error(message))).toBe(true))

  it('is nothing of that for any other error, nor for what is none', () => {
    for (const other of [new Error('a connection of ideas'), null, undefined, 'ECONNRESET'])
      expect([isFull(other), isGone(other)]).toEqual([false, false])
  })
})
