import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeRejects } from '../../../../src/server/import/rejects-file.ts'
import { headerOf, mendableLines } from '../../../../src/server/import/uploads/mendable.ts'
import { parseMapping } from '../../../../src/server/import/mapping/read-mapping.ts'

describe('rejects to mend', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-mend-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('have the titles of their file, and every line of an order behind its number and reason', async () => {
    const file = path.join(folder, 'a.csv')
    await writeRejects(file, 0, [
      { line: 2, reason: 'not "so"', text: 'A\t"one\ntwo"\r\nA\tthree' },
      { line: 9, reason: 'r', text: 'B\tx' },
    ])
    let text = ''
    for await (const part of mendableLines(file, { text: '号\t名', delimiter: '\t' })) text += part
    expect(text).toBe(
      '\uFEFF拒收行号\t拒收原因\t号\t名\r\n2\t"not ""so"""\tA\t"one\ntwo"\r\n2\t"not ""so"""\tA\tthree\r\n9\t"r"\tB\tx\r\n',
    )
  })

  it('know the titles of a table that has some, of nothing else', async () => {
    const file = path.join(folder, 'p.csv')
    const columns = { sku: '货', name: '名', category: '类', priceFen: '价', updatedAt: '时' }
    const mapping = parseMapping('products', { columns, moneyUnit: 'yuan' }, 'test')
    const reading = { mapping, timeZone: 'Asia/Shanghai' }
    await writeFile(file, '货;名;类;价;时\n1;2;3;4;5\n')
    expect(await headerOf(file, 'products', reading)).toEqual({ text: '货;名;类;价;时', delimiter: ';' })
    await writeFile(file, '货;名\n')
    expect(await headerOf(file, 'products', reading)).toBeNull()
    await writeFile(file, '{"sku":"1"}\n')
    expect(await headerOf(file, 'products', { ...reading, mapping: null })).toBeNull()
    await writeFile(file, '')
    expect(await headerOf(file, 'products', reading)).toBeNull()
  })
})
