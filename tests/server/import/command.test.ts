import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, type Finished, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  folder = await emptyFolder()
})
afterAll(() => folder.remove())

const zhike = (...args: string[]): Promise<Finished> => runCommand(['import', ...args], { cwd: folder.cwd })
const put = (name: string, text: string) => writeFile(path.join(folder.cwd, name), text)

describe('zhike import', () => {
  it('prints one line into a pipe, and knows the file the second time', async () => {
    await put('a.txt', ' 00001 19970101  1   11.77\r\n 00001 19970118  x   29.73\r\n')
    const first = await zhike('orders', 'a.txt', '--map', 'cdnow', '--rejects', 'bad.csv')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).not.toContain('\u001b')
    expect(first.lastLine).toMatch(/^orders: 1 accepted, 0 duplicates, 1 rejected; 2 rows in /)
    expect(existsSync(path.join(folder.cwd, 'bad.csv'))).toBe(true)
    const second = await zhike('orders', 'a.txt', '--map', 'cdnow')
    expect(second).toMatchObject({ code: 0 })
    expect(second.lastLine).toContain('already imported')
    expect(existsSync(path.join(folder.cwd, 'a.txt.rejects.csv'))).toBe(false)
  })

  it('fails on a file it cannot read', async () => {
    expect(await zhike('orders', 'absent.csv')).toMatchObject({
      code: 1,
      stderr: 'absent.csv: cannot be read (ENOENT)\n',
    })
  })

  it('names what is wrong with the call', async () => {
    await put('map.json', '{"columns":{"paid":1},"colour":1}')
    expect(await zhike('people', 'a.txt')).toMatchObject({ code: 2 })
    const unknown = await zhike('orders', 'a.txt', '--map', 'map.json')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('colour: is no key of a mapping')
    const same = await zhike('orders', 'a.txt', '--rejects', './a.txt')
    expect(same.code).toBe(2)
    expect(same.stderr).toContain('--rejects')
  })
})
