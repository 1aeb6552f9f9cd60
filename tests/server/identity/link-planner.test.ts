import { beforeEach, describe, expect, it } from 'vitest'
import type { IdentityKey, IdentityKind } from '../../../src/server/identity/identity-key.ts'
import { type KnownCustomer, LinkPlanner } from '../../../src/server/identity/link-planner.ts'

const key = (kind: IdentityKind, value: string): IdentityKey => ({ kind, value })
const known = (customerId: string, createdAt: number, ...keys: IdentityKey[]): KnownCustomer => ({
  customerId,
  createdAt,
  isNew: false,
  keys,
})

let made = 0
const make = (): KnownCustomer => {
  made += 1
  return { customerId: `new${made}`, createdAt: 100, isNew: true, keys: [] }
}
beforeEach(() => {
  made = 0
})

describe('LinkPlanner', () => {
  it('makes one customer for rows that share an identity', () => {
    const planner = new LinkPlanner([], make)
    const first = planner.link([key('phone', '1')])
    const second = planner.link([key('unionId', 'U'), key('phone', '1')])
    expect([first, second].map(({ customerId }) => customerId)).toEqual(['new1', 'new1'])
    expect(planner.link([key('unionId', 'U')])).toMatchObject({ customerId: 'new1', isChanged: false })
    expect(planner.attached).toHaveLength(2)
  })

  it('joins customers made by earlier rows without a stored merge', () => {
    const planner = new LinkPlanner([], make)
    planner.link([key('phone', '1')])
    planner.link([key('unionId', 'U')])
    planner.link([key('unionId', 'U'), key('phone', '1')])
    expect(planner.merges).toEqual([])
    expect(planner.made).toHaveLength(1)
    expect(planner.finalId('new1')).toBe(planner.finalId('new2'))
  })

  it('merges into the stronger identity, then into the older customer', () => {
    const strong = known('strong', 9, key('externalUserId', 'E'))
    const weak = known('weak', 1, key('unionId', 'U'))
    const planner = new LinkPlanner([weak, strong], make)
    planner.link([key('externalUserId', 'E'), key('unionId', 'U')])
    expect(planner.merges).toEqual([{ keptId: 'strong', mergedId: 'weak', key: key('unionId', 'U') }])

    const older = known('older', 1, key('phone', '1'))
    const younger = known('younger', 2, key('phone', '2'), key('phone', '3'))
    const second = new LinkPlanner([younger, older], make)
    second.link([key('phone', '2'), key('phone', '1')])
    expect(second.merges.map(({ keptId }) => keptId)).toEqual(['older'])
  })

  it('keeps a stored customer before one of this batch', () => {
    const planner = new LinkPlanner([known('stored', 1, key('phone', '1'))], make)
    planner.link([key('externalUserId', 'E')])
    planner.link([key('externalUserId', 'E'), key('phone', '1')])
    expect(planner.merges).toEqual([])
    expect(planner.made).toEqual([])
    expect(planner.finalId('new1')).toBe('stored')
    expect(planner.ownerOf(key('externalUserId', 'E'))?.customerId).toBe('stored')
  })

  it('suggests instead of merging when both have an external contact of their own', () => {
    const one = known('one', 1, key('externalUserId', 'E1'))
    const two = known('two', 2, key('externalUserId', 'E2'), key('phone', '1'))
    const planner = new LinkPlanner([one, two], make)
    const link = planner.link([key('externalUserId', 'E1'), key('phone', '1')])
    expect(link).toEqual({ customerId: 'one', isChanged: false, via: key('externalUserId', 'E1') })
    expect(planner.merges).toEqual([])
    expect(planner.suggestions).toEqual([{ keptId: 'one', mergedId: 'two', key: key('phone', '1') }])
    expect(planner.ownerOf(key('phone', '1'))?.customerId).toBe('two')
  })

  it('makes a customer of its own for an unknown stronger identity that contradicts', () => {
    const two = known('two', 2, key('shopCustomerId', 'S2'), key('phone', '1'))
    const planner = new LinkPlanner([two], make)
    expect(planner.link([key('shopCustomerId', 'S1'), key('phone', '1')]).customerId).toBe('new1')
    expect(planner.suggestions).toHaveLength(1)
  })

  it('takes a second shop account of the same union id', () => {
    const one = known('one', 1, key('unionId', 'U'), key('shopCustomerId', 'S1'))
    const planner = new LinkPlanner([one], make)
    const link = planner.link([key('unionId', 'U'), key('shopCustomerId', 'S2')])
    expect(link).toEqual({ customerId: 'one', isChanged: true, via: key('unionId', 'U') })
    expect(planner.suggestions).toEqual([])
  })

  it('says which known identity brought a row and each new identity', () => {
    const one = known('one', 1, key('phone', '1'))
    const planner = new LinkPlanner([one], make)
    expect(planner.link([key('shopCustomerId', 'S'), key('phone', '1')]).via).toEqual(key('phone', '1'))
    expect(planner.brought).toEqual([{ key: key('shopCustomerId', 'S'), via: key('phone', '1') }])
    expect(planner.link([key('shopCustomerId', 'S')]).via).toEqual(key('shopCustomerId', 'S'))
    expect(planner.link([key('phone', '2')]).via).toBeNull()
  })

  it('neither merges nor suggests two whom a person took apart', () => {
    const one = known('one', 1, key('unionId', 'U'))
    const two = known('two', 2, key('phone', '1'))
    const isApart = (a: string, b: string) => [a, b].sort().join() === 'one,two'
    const planner = new LinkPlanner([one, two], make, isApart)
    expect(planner.link([key('unionId', 'U'), key('phone', '1')]).customerId).toBe('one')
    expect([planner.merges, planner.suggestions]).toEqual([[], []])
    expect(planner.link([key('phone', '1')]).customerId).toBe('two')
  })
})
