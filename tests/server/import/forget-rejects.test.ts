import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/server/db/connect.ts'
import { forgetRejects } from '../../../src/server/import/forget-rejects.ts'
import { writeRejects } from '../../../src/server/import/rejects-file.ts'
import { engines } from '../../support/databases.ts'

const names = ['13912345678', '欧阳静姝', 'wm_her']

describe.each(engines)('rejects files on $name', ({ open }) => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-rejects-'))
  })
  afterEach(() => rm(folder, { recursive: true }))
  const at = (name: string) => path.join(folder, name)

  async function withRuns(rejectsFiles: (string | null)[], run: (db: Database) => Promise<void>) {
    const database = await open()
    const fixed = { kind: 'orders', fileName: 'f', fileBytes: 1, byteOffset: 1, line: 1, rejectsBytes: 1 }
    const counts = { accepted: 0, duplicates: 0, rejected: 1, startedAt: 1, updatedAt: 1 }
    for (const [place, rejectsFile] of rejectsFiles.entries())
      await database.db
        .insertInto('importRun')
        .values({ ...fixed, ...counts, runId: `run-${place}`, rejectsFile })
        .execute()
    await run(database.db)
    await database.destroy()
  }
  const reject = (line: number, text: string, reason = 'row: bad') => ({ line, reason, text })
  const others = [
    reject(3, 'O-2,13912345679,x'),
    reject(5, 'O-5,"q",\r\nsecond line'),
    reject(7, '欧阳,139-1234-567'),
  ]

  it('lose the rows that name somebody, however the number is written, and keep all others as they were', async () => {
    const file = at('orders.rejects.csv')
    const hers = [
      reject(2, 'O-1,13912345678'),
      reject(4, 'O-3,139 1234-5678,x'),
      reject(6, 'O-4,"x",\r\n欧阳静姝'),
      reject(8, 'O-9', 'row: wm_her is unknown'),
    ]
    const all = [...others, ...hers].sort((one, other) => one.line - other.line)
    await writeRejects(file, 0, all)
    await chmod(file, 0o640)
    await writeRejects(at('kept.csv'), 0, others)
    await withRuns([file, file, at('removed-since.csv'), null], async (db) => {
      expect(await forgetRejects(db, names)).toEqual({ rows: 4, uncleared: [] })
      expect(await readFile(file, 'utf8')).toBe(await readFile(at('kept.csv'), 'utf8'))
      expect((await stat(file)).mode & 0o777).toBe(0o640)
      expect((await readdir(folder)).sort()).toEqual(['kept.csv', 'orders.rejects.csv'])
      expect(await forgetRejects(db, names)).toEqual({ rows: 0, uncleared: [] })
    })
  })

  it('are read in pieces: a row that spans two of them is found, and so is one without its end', async () => {
    const file = at('long.csv')
    const filler = Array.from({ length: 4000 }, (_, index) => reject(index, `O-${index},"a",\r\nb`))
    await writeRejects(file, 0, [...filler, reject(9999, '欧阳静姝'), ...filler])
    await writeFile(file, '1,"row: bad","cut off 欧阳静姝', { flag: 'a' })
    await withRuns([file], async (db) => {
      expect(await forgetRejects(db, names)).toEqual({ rows: 2, uncleared: [] })
      await writeRejects(at('kept.csv'), 0, [...filler, ...filler])
      expect(await readFile(file, 'utf8')).toBe(await readFile(at('kept.csv'), 'utf8'))
    })
  })

  it('that cannot be cleared are named', async () => {
    const file = at('a-folder.csv')
    await mkdir(file)
    await withRuns([file], async (db) => {
      expect(await forgetRejects(db, names)).toEqual({ rows: 0, uncleared: [file] })
    })
  })
})
