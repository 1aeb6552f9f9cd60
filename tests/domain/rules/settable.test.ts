import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type RuleId, ruleOf } from '../../../src/domain/rules/catalogue.ts'
import { isSettable, settableKeys } from '../../../src/domain/rules/settable.ts'
import { findValue } from '../../../src/domain/rules/value.ts'
import { ruleSettings } from '../../../src/domain/settings.ts'

const source = path.resolve(import.meta.dirname, '../../../src')

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|vue)$/.test(file))
  .map((file) => ({
    file: file.split(path.sep).join('/'),
    text: readFileSync(path.join(source, file), 'utf8'),
  }))

const reading =
  /ruleValue\(\s*[\w.{} ]+,\s*'([^']+)',\s*'(\w+)'|keyValue\([^']{0,80},\s*'([A-Z][\w-]*\.\w+)'/g
const readingDefault = /ruleDefault\(\s*'([^']+)',\s*'(\w+)'/g

/** The numbers that code reads from a store's overrides. */
function readKeys(): string[] {
  const reads = files
    .flatMap(({ text }) => [...text.matchAll(reading)])
    .map((match) => (match[3] === undefined ? `${match[1]}.${match[2]}` : match[3]))
  return [...reads, ...Object.values(ruleSettings)]
}

/** Read at their default whatever the store set, and why. */
const atDefault: Record<string, string> = {
  'TOUCH.minutes':
    'what one touch is: stored touches were joined by it, so every count must go on using the same',
  'RISK-05.promosPerWeek': 'a benchmark, the same for every store',
  'OFF-14.setFen': 'where the terms of a group sale start; the operator edits them before they go out',
  'OFF-14.startsAt': 'where the terms of a group sale start; the operator edits them before they go out',
  'OFF-14.winners': 'where the terms of a group sale start; the operator edits them before they go out',
  'OFF-15.payPercent':
    'where the terms of a member discount start; the operator edits them before they go out',
  'OFF-15.giftFromFen':
    'where the terms of a member discount start; the operator edits them before they go out',
  'OFF-16.offFen': 'where the terms of a pre-order start; the operator edits them before they go out',
}

describe('settableKeys', () => {
  it('are the numbers that the code takes from what a store set: no more, so that none is without effect', () => {
    expect([...settableKeys].sort()).toEqual([...new Set<string>(readKeys())].sort())
  })

  it('leave nothing that is read at its default without a reason', () => {
    const reads = files.flatMap(({ text }) =>
      [...text.matchAll(readingDefault)].map((match) => `${match[1]}.${match[2]}`),
    )
    expect([...new Set(reads)].filter((key) => atDefault[key] === undefined)).toEqual([])
    const callers = files.filter(({ text }) => /ruleDefault\((?!\s*')/.test(text)).map(({ file }) => file)
    expect(callers).toEqual(['domain/rules/value.ts'])
  })

  it('hold no benchmark: a benchmark is at most a hint', () => {
    const kinds = settableKeys.map((key) => ruleOf(key.slice(0, key.lastIndexOf('.')) as RuleId).kind)
    expect(kinds).not.toContain('B')
  })

  it('are read by the pure rules and the server, never by the app', () => {
    const inApp = files.filter(
      ({ file, text }) => file.startsWith('app/') && /rules\/(value|catalogue)/.test(text),
    )
    expect(inApp).toEqual([])
  })

  it('all exist', () => {
    expect(settableKeys.filter((key) => findValue(key) === null)).toEqual([])
  })

  it('answer for one key: OFF-01 may be set, the words of RISK-05 may not', () => {
    expect(isSettable('OFF-01.percent')).toBe(true)
    expect(isSettable('RISK-05.promosPerWeek')).toBe(false)
    expect(isSettable('toString')).toBe(false)
  })
})
