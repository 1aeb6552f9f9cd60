import { describe, expect, it } from 'vitest'
import { progressLine } from '../../../src/server/contacts/progress-line.ts'

const progress = {
  status: 'running' as const,
  kind: 'import' as const,
  membersTotal: 4,
  membersDone: 1,
  contacts: 1234,
  failures: 0,
  startedAt: 1,
  finishedAt: null,
  importedAt: null,
  problem: null,
}

describe('the progress of an import', () => {
  it('tells members and customers', () => {
    expect(progressLine(progress)).toBe('██████░░░░░░░░░░░░░░░░░░  1 of 4 members  1,234 customers')
  })

  it('tells failures when there are some', () => {
    expect(progressLine({ ...progress, failures: 2 })).toMatch(/ {2}2 members failed$/)
  })

  it('is full when there is nobody to read', () => {
    expect(progressLine({ ...progress, membersTotal: 0, membersDone: 0 })).toMatch(/^█{24} /)
  })
})
