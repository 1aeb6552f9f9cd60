import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli } from '../../../src/server/cli/program.ts'
import { personalWorld } from '../../domain/learning/generated-log.ts'
import { experimentText, textFiles } from './experiment-file.ts'

let files: Awaited<ReturnType<typeof textFiles>>
let log = ''
beforeAll(async () => {
  files = await textFiles()
  log = await files.write(experimentText(personalWorld, 3000, 3))
})
afterAll(() => files.remove())
afterEach(() => vi.restoreAllMocks())

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const out: string[] = []
  const err: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0)
  const code = await runCli(['evaluate', ...args])
  return { code, out, err: err.join('\n') }
}

const columns = ['--action', 'mail', '--reward', 'bought', '--features', 'spend, city']

describe('zhike evaluate', () => {
  it('prints the table, and with --json the same on the last line', async () => {
    const plain = await run(log, ...columns, '--none', 'none', '--seeds', '2')
    expect(plain.code).toBe(0)
    expect(plain.out.join('\n')).toContain('our policy')
    const json = await run(log, ...columns, '--none', 'none', '--seeds', '2', '--json')
    expect(json.out.slice(0, -1)).toEqual(plain.out)
    const evaluation = JSON.parse(json.out.at(-1) ?? '')
    expect(evaluation).toMatchObject({ rows: 3000, seeds: 2 })
    expect(evaluation.policies).toHaveLength(6)
    for (const entry of evaluation.policies) {
      for (const key of ['ips', 'snips', 'dr', 'replay']) expect(entry[key].standardError).toBeGreaterThan(0)
      expect(entry.effectiveSampleSize).toBeGreaterThan(0)
    }
  })

  it('takes every option', async () => {
    const more = ['--propensity', 'share', '--cost', 'men=0.01,women=0.02', '--value', '2', '--seeds', '1']
    const { code, out } = await run(log, ...columns, ...more, '--json')
    expect(code).toBe(0)
    const { actions } = JSON.parse(out.at(-1) ?? '')
    expect(actions.map((entry: { action: string; cost: number }) => [entry.action, entry.cost])).toEqual([
      ['men', 0.01],
      ['none', 0],
      ['women', 0.02],
    ])
  })

  it.each([
    [['--seeds', '0'], '--seeds: 0 is not a whole number from 1 to 100'],
    [['--seeds', '101'], '--seeds: 101'],
    [['--seeds', '1.5'], '--seeds: 1.5'],
    [['--value', 'much'], '--value: "much" is not a number'],
    [['--cost', 'men'], '--cost: "men" is not ACTION=NUMBER'],
    [['--cost', 'men=x'], '--cost: "x" is not a number'],
    [['--cost', 'child=1'], '--cost: the log has no action "child"'],
    [['--none', 'child'], '--none: the log has no action "child"'],
    [['--propensity', '0'], '--propensity: 0 is no probability'],
    [['--propensity', '1.2'], '--propensity: 1.2 is no probability'],
    [['--propensity', 'odds'], '--propensity: '],
    [['--features', ' , '], '--features: names no column'],
    [['--features', 'spend,bought'], '--features: bought is known only after the action'],
    [['--features', 'age'], '--features: '],
    [['--reward', 'mail'], '--reward: names the same column as --action'],
    [['--loud'], "unknown option '--loud'"],
  ])('%o is a slip: exit code 2 and what to mend', async (slip, message) => {
    const { code, err, out } = await run(log, ...columns, ...slip)
    expect([code, out]).toEqual([2, []])
    expect(err).toContain(message)
  })

  it.each(['--action', '--reward', '--features'])('wants %s', async (option) => {
    const { code, err } = await run(
      log,
      ...columns.filter((_, place) => place < columns.indexOf(option) || place > columns.indexOf(option) + 1),
    )
    expect(code).toBe(2)
    expect(err).toContain(`'${option} <`)
  })

  it('fails with 1 on a bad file and names the line', async () => {
    const bad = await files.write('spend,city,mail,bought\n1,a,men,0\n1,a,men,many\n')
    const found = await run(bad, ...columns)
    expect([found.code, found.out]).toEqual([1, []])
    expect(found.err).toContain('line 3: column bought: "many" is not a number')
    const missing = await run(`${bad}.gone`, ...columns)
    expect([missing.code, missing.err.includes('cannot be read')]).toEqual([1, true])
  })
})
