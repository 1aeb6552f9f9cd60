import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateFile } from '../../../src/server/evaluate/evaluation.ts'
import { reportLines } from '../../../src/server/evaluate/report-lines.ts'
import { commonWorld, generateLog, personalWorld, unevenWorld } from '../../domain/learning/generated-log.ts'
import { experimentOptions, experimentText, textFiles } from './experiment-file.ts'

let files: Awaited<ReturnType<typeof textFiles>>
beforeAll(async () => {
  files = await textFiles()
})
afterAll(() => files.remove())

describe('evaluateFile', () => {
  it('reports every arm, uniform, the best arm and ours', async () => {
    const file = await files.write(experimentText(personalWorld, 9000, 12))
    const evaluation = await evaluateFile(file, experimentOptions, 3)
    expect(evaluation).toMatchObject({ rows: 9000, measuredRows: 4500, seeds: 3, warnings: [] })
    expect(evaluation.policies.map(({ policy, action }) => [policy, action]).slice(0, 4)).toEqual([
      ['arm', 'none'],
      ['arm', 'men'],
      ['arm', 'women'],
      ['uniform', null],
    ])
    const [none, , , uniform, best, ours] = evaluation.policies
    expect([best?.policy, ours?.policy]).toEqual(['best', 'ours'])
    expect([none?.shareTreated, uniform?.shareTreated.toFixed(6)]).toEqual([0, '0.666667'])
    expect(ours?.value).toBe(ours?.dr.value)
    expect(evaluation.gain.fallbacks).toBe(0)
    expect(evaluation.gain.value).toBeGreaterThan(2 * evaluation.gain.standardError)
    expect(evaluation.gain.value).toBeCloseTo((ours?.value ?? 0) - (best?.value ?? 0), 9)
  })

  it('agrees whether the shares are estimated, given in a column or as a number', async () => {
    const file = await files.write(experimentText(unevenWorld, 20_000, 12))
    const truth = generateLog(unevenWorld, 20_000, 12).trueValue(() => 2)
    for (const propensity of [null, 'share']) {
      const { policies } = await evaluateFile(file, { ...experimentOptions, propensity }, 1)
      const { value = 0, standardError = 0 } = policies[2] ?? {}
      expect(Math.abs(value - truth)).toBeLessThan(3 * standardError)
    }
    const { warnings } = await evaluateFile(file, { ...experimentOptions, propensity: 0.3333 }, 1)
    expect(warnings).toHaveLength(1)
  })

  it('stops treating those whom it costs more than it brings', async () => {
    const file = await files.write(experimentText(commonWorld, 9000, 12))
    const costs = new Map([
      ['men', 1],
      ['women', 1],
    ])
    const dear = await evaluateFile(file, { ...experimentOptions, value: 10, costs }, 2)
    expect(dear.policies.at(-1)).toMatchObject({ policy: 'ours', shareTreated: 0 })
    expect(dear.policies.at(-2)).toMatchObject({ policy: 'best', action: 'none' })
    const cheap = await evaluateFile(file, { ...experimentOptions, value: 10 }, 2)
    expect(cheap.policies.at(-2)).toMatchObject({ action: 'men', shareTreated: 1 })
    const [, cheapMen] = cheap.policies
    const [, dearMen] = dear.policies
    expect((cheapMen?.value ?? 0) - (dearMen?.value ?? 0)).toBeCloseTo(1, 1)
  })
})

describe('reportLines', () => {
  it('is a table with a line per policy and says how ours came about', async () => {
    const file = await files.write(experimentText(commonWorld, 3000, 12))
    const lines = reportLines(await evaluateFile(file, experimentOptions, 2))
    expect(lines[0]).toContain('3000 rows')
    expect(lines[2]).toMatch(/^policy +treated +sample +IPS +SNIPS +doubly robust +replay +kept$/)
    expect(lines.slice(3, 9).map((line) => line.split(/ {2,}/)[0])).toEqual([
      'always none',
      'always men',
      'always women',
      'uniform',
      'best arm men',
      'our policy',
    ])
    expect(lines.at(-1)).toBe(
      'our policy − best arm: 0 ± 0 (paired), segments did not prove better: the best arm for all',
    )
  })

  it('names the segments where they won, and the warnings', async () => {
    const file = await files.write(experimentText(personalWorld, 9000, 12))
    const evaluation = await evaluateFile(file, experimentOptions, 1)
    expect(reportLines({ ...evaluation, warnings: ['look out'] })[0]).toBe('warning: look out')
    expect(reportLines(evaluation).at(-1)).toMatch(/\(paired\), 3\.0 segments$/)
    const half = { ...evaluation, seeds: 2, gain: { ...evaluation.gain, fallbacks: 1 } }
    expect(reportLines(half).at(-1)).toContain('best arm for all in 1 of 2 splits')
  })
})
