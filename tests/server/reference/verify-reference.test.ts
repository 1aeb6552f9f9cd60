import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyReference } from '../../../src/server/reference/verify-reference.ts'

const sampleLines = Array.from({ length: 40 }, (_, index) => {
  const id = String(index).padStart(5, '0')
  const day = String(1 + (index % 28)).padStart(2, '0')
  return ` ${id} ${id} 199701${day} 1 ${10 + index}.50\r\n ${id} ${id} 199706${day} 1 20.25\r\n`
}).join('')
const masterLines = ` customer_id date number_of_cds dollar_value\r\n${sampleLines.replaceAll(/^ \d+/gm, '')}`

describe('verifyReference', () => {
  let folder = ''
  let lines: string[] = []
  const print = (line: string) => {
    lines.push(line)
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reference-'))
    lines = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('prints every number, what is off, and the times, and is false for other data', async () => {
    await writeFile(join(folder, 'CDNOW_sample.txt'), sampleLines)
    await writeFile(join(folder, 'CDNOW_master.txt'), masterLines)
    expect(await verifyReference(folder, print)).toBe(false)
    expect(lines[0]).toMatch(/^what +expected +actual +tolerance +ok$/)
    expect(lines.find((line) => line.startsWith('sample customers'))).toMatch(/2357 +40 +0 +NO$/)
    expect(lines.find((line) => line.startsWith('sample repeaters'))).toMatch(/946 +40 +0 +NO$/)
    expect(lines.find((line) => line.startsWith('full RFM customers'))).toMatch(/23570 +40 +0 +NO$/)
    expect(lines.find((line) => /^\d+ of 48 numbers are off$/.test(line))).toBeDefined()
    expect(lines.at(-1)).toMatch(/^full set, 40 customers: fit \d+ ms, score [\d.]+ us each$/)
  })

  it('names a missing file', async () => {
    await writeFile(join(folder, 'CDNOW_sample.txt'), sampleLines)
    expect(await verifyReference(folder, print)).toBe(false)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(join(folder, 'CDNOW_master.txt'))
  })

  it('names the line of a file that cannot be read', async () => {
    await writeFile(join(folder, 'CDNOW_sample.txt'), `${sampleLines}00001 00001 yesterday 1 2.00`)
    await writeFile(join(folder, 'CDNOW_master.txt'), masterLines)
    expect(await verifyReference(folder, print)).toBe(false)
    expect(lines[0]).toContain('line 81')
  })
})
