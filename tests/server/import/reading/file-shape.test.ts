import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type FileShape,
  type GivenShape,
  readShape,
} from '../../../../src/server/import/reading/file-shape.ts'
import { inGbk } from '../shop-files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zhike-shape-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function shapeOf(content: string | Buffer, given: GivenShape = {}): Promise<FileShape> {
  const file = path.join(folder, 'file')
  await writeFile(file, content)
  const handle = await open(file)
  return readShape(handle, given).finally(() => handle.close())
}

describe('the shape of a file', () => {
  it.each([
    ['a,b;c,d\n1;2;3;4;5\n', 'table', ','],
    ['a;b\n', 'table', ';'],
    ['a\tb c\n', 'table', '\t'],
    ['a|b\n', 'table', '|'],
    ['"a;b;c",d\n', 'table', ','],
    ['"a\n;;;;",d\n', 'table', ','],
    ['single\n1\n', 'table', ','],
    [' id  date\n', 'whitespace', null],
    ['\n{"a":1}\n', 'ndjson', null],
    ['', 'table', ','],
  ])('%j is seen', async (text, format, delimiter) => {
    expect(await shapeOf(text)).toEqual({
      format,
      delimiter,
      encoding: 'either',
      start: { byte: 0, line: 1 },
    })
  })

  it('begins behind a byte order mark', async () => {
    expect(await shapeOf('\uFEFF{"a":1}')).toMatchObject({ format: 'ndjson', start: { byte: 3, line: 1 } })
  })

  it('is what the mapping says', async () => {
    expect(await shapeOf('a,b\tc', { format: 'tsv' })).toMatchObject({ format: 'table', delimiter: '\t' })
    expect(await shapeOf('a b', { format: 'csv', delimiter: '|' })).toMatchObject({ delimiter: '|' })
    expect(await shapeOf('a,b', { format: 'whitespace' })).toMatchObject({ format: 'whitespace' })
  })

  it('is GBK where its letters are, or where the mapping says so', async () => {
    expect(await shapeOf(inGbk('订单号,金额\n'))).toMatchObject({ encoding: 'gbk', delimiter: ',' })
    expect(await shapeOf('a,b\n', { encoding: 'gbk' })).toMatchObject({ encoding: 'gbk' })
    expect(await shapeOf('\uFEFFa,b\n', { encoding: 'gbk' })).toMatchObject({ encoding: 'utf-8' })
  })

  it.each([
    ['an Excel workbook', Buffer.from('504b030414', 'hex'), 'save the sheet'],
    ['UTF-16', Buffer.from('fffe6100', 'hex'), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('订单,a,b\n1,2,3\n', 'utf16le'), 'UTF-16'],
    ['gzip', Buffer.from('1f8b08', 'hex'), 'unpack'],
    ['a JSON array', Buffer.from('[{"a":1}]'), 'one object on each line'],
  ])('%s is named with what to do', async (_name, bytes, advice) => {
    await expect(shapeOf(bytes)).rejects.toThrow(advice)
  })
})
