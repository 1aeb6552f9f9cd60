import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inGbk } from '../shop-files.ts'
import type { Encoding } from '../../../../src/server/import/reading/encoding.ts'
import {
  type FileRecord,
  longestRecordBytes,
  type Position,
  readRecords,
} from '../../../../src/server/import/reading/records.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'zhike-records-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(
  content: string | Buffer,
  delimiter: string | null = ',',
  from: Position = { byte: 0, line: 1 },
  encoding: Encoding = 'utf-8',
): Promise<FileRecord[]> {
  const file = path.join(folder, 'file')
  await writeFile(file, content)
  const handle = await open(file)
  let found: FileRecord[] = []
  for await (const records of readRecords(handle, from, delimiter, encoding)) found = found.concat(records)
  await handle.close()
  return found
}

const linesAndTexts = (records: FileRecord[]) => records.map(({ line, text }) => [line, text])

describe('records of a file', () => {
  it('end at LF or CRLF, blank lines left out but counted, the last one without a line end too', async () => {
    const records = await read('a,b\r\n\r\n1,2\n  \n3,4')
    expect(linesAndTexts(records)).toEqual([
      [1, 'a,b'],
      [3, '1,2'],
      [5, '3,4'],
    ])
    expect(records.map(({ next }) => next)).toEqual([
      { byte: 5, line: 2 },
      { byte: 11, line: 4 },
      { byte: 17, line: 6 },
    ])
    expect(await read('')).toEqual([])
  })

  it('go over line ends inside quotes, and count their lines', async () => {
    const records = await read('1,"one\r\ntwo, ""three""\n",x\r\n2,y\n')
    expect(linesAndTexts(records)).toEqual([
      [1, '1,"one\r\ntwo, ""three""\n",x'],
      [4, '2,y'],
    ])
  })

  it('take a quote in the middle of a cell, and any quote outside of tables, as a letter', async () => {
    expect(linesAndTexts(await read('1,5" disc\n2,y\n'))).toEqual([
      [1, '1,5" disc'],
      [2, '2,y'],
    ])
    expect(await read('"a\nb"\n', null)).toHaveLength(2)
  })

  it('lose one line only to a quote that never closes', async () => {
    const records = await read('1,"open\n2,y\n3,"z"\n')
    expect(records.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ])
    expect(records[0]).toMatchObject({
      text: '1,"open',
      problem: expect.stringContaining('in the middle of a cell'),
    })
    expect(await read('1,"a"b,c\n2,"d"\n')).toMatchObject([
      { problem: expect.any(String) },
      { problem: null },
    ])
    const far = `1,"open\n${'2,y\n'.repeat(longestRecordBytes / 4)}`
    const many = await read(far)
    expect(many).toHaveLength(1 + longestRecordBytes / 4)
    expect(many.filter(({ problem }) => problem !== null).map(({ line }) => line)).toEqual([1])
  })

  it('go on from the end of any record as if read from the beginning, across chunks', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, index) => `${index},"面霜 ""${index}""\n次行",${'x'.repeat(index % 40)}`,
    )
    const text = `${rows.join('\r\n')}\r\n`
    const all = await read(text)
    expect(all.map((record) => record.text)).toEqual(rows)
    expect(all.at(-1)?.next).toEqual({ byte: Buffer.byteLength(text), line: 60_001 })
    const middle = all[17_777]
    expect(await read(text, ',', middle?.next)).toEqual(all.slice(17_778))
  })

  it('refuse a line longer than the bound without keeping it, and read on', async () => {
    const atBound = 'x'.repeat(longestRecordBytes)
    expect(await read(`${atBound}\nnext\n`)).toMatchObject([{ problem: null }, { line: 2, text: 'next' }])
    const records = await read(`first\n${'x'.repeat(longestRecordBytes * 3)}\nnext\n`)
    expect(linesAndTexts(records)).toEqual([
      [1, 'first'],
      [2, `${'x'.repeat(500)}…`],
      [3, 'next'],
    ])
    expect(records[1]?.problem).toContain('longer than 1 MB')
    expect(await read('y'.repeat(longestRecordBytes * 2))).toMatchObject([
      { line: 1, text: `${'y'.repeat(500)}…` },
    ])
  })

  it('refuse a line that is not UTF-8, and no line that truly holds U+FFFD', async () => {
    const gbk = Buffer.concat([
      Buffer.from('1,'),
      Buffer.from([0xd6, 0xaa, 0xbf, 0xcd]),
      Buffer.from('\n2,\uFFFD\n'),
    ])
    const records = await read(gbk)
    expect(records.map(({ problem }) => problem?.includes('UTF-8') ?? false)).toEqual([true, false])
  })

  it.each([
    ['utf-8', (text: string) => Buffer.from(text)],
    ['gbk', inGbk],
  ] as const)('keep characters whole where a chunk of %s ends within one', async (encoding, bytesOf) => {
    const start = { byte: 0, line: 1 }
    for (const shift of [0, 1, 2]) {
      const rows = Array.from({ length: 3000 }, (_, index) => `${index},"面霜，精华${'霜'.repeat(30)}"`)
      const text = `${'x'.repeat(shift)}\n${rows.join('\n')}\n`
      const records = await read(bytesOf(text), ',', start, encoding)
      expect(records.slice(-rows.length).map((record) => record.text)).toEqual(rows)
      expect(records.every(({ problem }) => problem === null)).toBe(true)
    }
  })

  it('read a line that is no text of the file, and read on', async () => {
    const bytes = Buffer.concat([inGbk('面霜\n'), Buffer.from([0x81, 0x20, 0x0a]), inGbk('精华\n')])
    const records = await read(bytes, ',', { byte: 0, line: 1 }, 'gbk')
    expect(records.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ])
    expect(records[1]?.problem).toContain('is not GBK text')
  })
})
