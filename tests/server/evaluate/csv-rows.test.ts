import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvRows } from '../../../src/server/evaluate/csv-rows.ts'
import { textFiles } from './experiment-file.ts'

let files: Awaited<ReturnType<typeof textFiles>>
beforeAll(async () => {
  files = await textFiles()
})
afterAll(() => files.remove())

async function read(text: string): Promise<[line: number, cells: string[]][]> {
  const rows: [number, string[]][] = []
  for await (const { line, cells } of csvRows(await files.write(text))) rows.push([line, cells])
  return rows
}

describe('csvRows', () => {
  it('splits lines and cells', async () => {
    expect(await read('a,b\n1, 2 \n')).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ])
  })

  it('takes a byte order mark, CRLF, empty lines and a last line without an end', async () => {
    expect(await read('\ufeffa,b\r\n\r\n1,2')).toEqual([
      [1, ['a', 'b']],
      [3, ['1', '2']],
    ])
  })

  it('reads quotes, with commas, quotes and line ends inside', async () => {
    expect(await read('"a, b",c\n"say ""hi""","x\ny"\n,""\n3,d')).toEqual([
      [1, ['a, b', 'c']],
      [2, ['say "hi"', 'x\ny']],
      [4, ['', '']],
      [5, ['3', 'd']],
    ])
  })

  it('keeps empty cells in every place', async () => {
    expect(await read(',"a",\n,,\n"",b,"c"')).toEqual([
      [1, ['', 'a', '']],
      [2, ['', '', '']],
      [3, ['', 'b', 'c']],
    ])
  })

  it('names the line of a quote that is not closed, and a file that is not there', async () => {
    await expect(read('a,b\n1,"2\n3,4\n')).rejects.toThrow(/line 2: a quote is not closed/)
    const rows = csvRows('/nowhere/log.csv')
    await expect(rows.next()).rejects.toMatchObject({ fault: 'file', message: /cannot be read \(ENOENT\)/ })
  })

  it('streams files larger than a chunk', async () => {
    const lines = Array.from({ length: 60_000 }, (_, row) => `${row},中文${row}`)
    const rows = await read(`n,text\n${lines.join('\n')}`)
    expect(rows).toHaveLength(60_001)
    expect(
      rows.every(([line, [n, text]]) => line === 1 || (n === `${line - 2}` && text === `中文${n}`)),
    ).toBe(true)
  })
})
