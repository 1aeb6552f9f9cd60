import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, type Finished, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  folder = await emptyFolder()
})
afterAll(() => folder.remove())

const tags = (...args: string[]): Promise<Finished> => runCommand(['tags', ...args], { cwd: folder.cwd })
const write = (name: string, text: string) => writeFile(path.join(folder.cwd, name), text)

describe('tags', () => {
  it('prints the rules, takes them back, and names the path of what is wrong', async () => {
    const printed = await tags('rules')
    const rules = JSON.parse(printed.stdout) as { key: string; when: unknown }[]
    expect(rules.map(({ key }) => key)).toContain('category-interest')
    await write('rules.json', JSON.stringify(rules.slice(0, 1)))
    expect(await tags('rules', 'rules.json')).toMatchObject({ code: 0, lastLine: 'Set from rules.json.' })
    const wrong = [{ ...rules[0], when: { not: { fact: 'age', is: 'atLeast', value: 18 } } }]
    await write('wrong.json', JSON.stringify(wrong))
    const refused = await tags('rules', 'wrong.json')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('0.when.not.fact: unknown fact "age"')
    expect(JSON.parse((await tags('rules')).stdout)).toEqual(rules.slice(0, 1))
  })

  it('sets the list for advisors', async () => {
    await write('allowed.json', JSON.stringify([{ group: '肤质', names: ['油皮'] }]))
    await tags('allowed', 'allowed.json')
    expect(JSON.parse((await tags('allowed')).stdout)).toEqual([{ group: '肤质', names: ['油皮'] }])
    await write('broken.json', '[')
    expect((await tags('allowed', 'broken.json')).stderr).toContain('broken.json: is not JSON')
    expect((await tags('allowed', 'none.json')).stderr).toContain('none.json: cannot be read')
  })

  it('reports after the first weekly run only', async () => {
    const before = await tags('report')
    expect(before).toMatchObject({ code: 1, stdout: '' })
    expect(before.stderr).toContain('zhike recompute')
    const fit = await runCommand(['recompute', '--json'], { cwd: folder.cwd })
    expect(Object.keys(JSON.parse(fit.lastLine) as object)).not.toContain('tags')
    expect((await tags('report')).lastLine).toContain('recalibrated tags of 0 customers')
    expect(JSON.parse((await tags('report', '--json')).lastLine)).toMatchObject({ customers: 0, counts: [] })
  })
})
