import { describe, expect, it } from 'vitest'
import { loggedFile } from '../../../src/server/evaluate/logged-file.ts'
import type { LogColumns } from '../../../src/server/evaluate/read-columns.ts'
import { experimentOptions } from './experiment-file.ts'

/** The actions in turn, so many of each; every reward is 2. */
function columns(counts: Record<string, number>): LogColumns {
  const actions = Object.entries(counts).flatMap(([action, count]) =>
    Array.from({ length: count }, () => action),
  )
  const rewards = actions.map(() => 2)
  return { actions, rewards, propensities: null, features: [rewards.map(String), actions.map(() => 'x')] }
}

const even = columns({ women: 20, men: 20, none: 40 })

describe('loggedFile', () => {
  it('numbers the actions, "no offer" first, and takes shares for propensities', () => {
    const { log, actions, noneAction, warnings } = loggedFile(even, experimentOptions)
    expect(actions.map(({ action }) => action)).toEqual(['none', 'men', 'women'])
    expect(actions.map(({ share }) => share)).toEqual([0.5, 0.25, 0.25])
    expect([noneAction, warnings]).toEqual([0, []])
    expect([log.actions[0], log.propensities[0], log.propensities[79]]).toEqual([2, 0.25, 0.5])
    expect(log.features.map(({ name }) => name)).toEqual(['spend', 'city'])
  })

  it('makes rewards net: value of a unit less the cost of the action', () => {
    const options = { ...experimentOptions, value: 10, costs: new Map([['men', 3]]) }
    const { log } = loggedFile(even, options)
    expect([log.rewards[0], log.rewards[20], log.rewards[79]]).toEqual([20, 17, 20])
  })

  it('takes one number or a column for propensities, and warns of a number that the shares belie', () => {
    const constant = loggedFile(columns({ men: 40, none: 40 }), { ...experimentOptions, propensity: 0.5 })
    expect([constant.log.propensities[0], constant.warnings]).toEqual([0.5, []])
    const wrong = loggedFile(columns({ men: 40, none: 400 }), { ...experimentOptions, propensity: 0.5 })
    expect(wrong.warnings.join()).toContain('the shares of the actions are none 0.9091, men 0.0909')
    expect(loggedFile(even, { ...experimentOptions, propensity: 0.2 }).warnings).toHaveLength(1)
    const given = loggedFile({ ...even, propensities: even.actions.map(() => 0.4) }, experimentOptions)
    expect(given.log.propensities[5]).toBe(0.4)
  })

  it.each([
    ['--cost', { costs: new Map([['child', 1]]) }],
    ['--none', { none: 'child' }],
  ])('says that %s names no action', (option, given) => {
    const message = `${option}: the log has no action "child"; it has`
    expect(() => loggedFile(even, { ...experimentOptions, ...given })).toThrow(message)
  })

  it('wants two actions, twenty rows of each, and no column of ids', () => {
    const plain = { ...experimentOptions, none: null }
    expect(() => loggedFile(columns({ men: 50 }), plain)).toThrow('has 1 actions; two are needed')
    expect(() => loggedFile(columns({ men: 50, women: 19 }), plain)).toThrow('action "women" has 19 rows')
    expect(loggedFile(columns({ men: 50, women: 20 }), plain).noneAction).toBeNull()
    const ids = columns(Object.fromEntries(Array.from({ length: 51 }, (_, id) => [`id${id}`, 1])))
    expect(() => loggedFile(ids, plain)).toThrow('51 different values, more than 50')
  })
})
