import { describe, expect, it } from 'vitest'
import { alertKinds, alertMeaning } from '../../../src/domain/abuse/alert.ts'
import { ruleIds } from '../../../src/domain/rules/catalogue.ts'

describe('alertMeaning', () => {
  it('refuses what is proven and flags what is only suspicious', () => {
    const refused = alertKinds.filter((kind) => alertMeaning(kind).outcome === 'refused')
    expect(refused).toEqual(['codeGuess', 'staffClaim', 'ownCoupon'])
  })

  it.each(alertKinds)('%s has a rule of the catalogue, a name and a sentence with its numbers', (kind) => {
    const { ruleId, name, text } = alertMeaning(kind)
    expect(ruleIds).toContain(ruleId)
    expect(name).not.toBe('')
    expect(text(7, 5)).not.toMatch(/undefined|NaN|\{/)
    if (kind !== 'samePerson') expect(text(7, 5)).toContain('7')
  })

  it('has a name of its own for each kind', () => {
    expect(new Set(alertKinds.map((kind) => alertMeaning(kind).name)).size).toBe(alertKinds.length)
  })
})
