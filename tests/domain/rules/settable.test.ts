import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSettable, settableKeys } from '../../../src/domain/rules/settable.ts'
import { findValue } from '../../../src/domain/rules/value.ts'
import { ruleSettings } from '../../../src/domain/settings.ts'

const source = path.resolve(import.meta.dirname, '../../../src')

/** The numbers that code reads from a store's overrides. */
function readKeys(): string[] {
  const reads = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(source, file), 'utf8').matchAll(
        /ruleValue\(\s*[\w.{} ]+,\s*'([^']+)',\s*'(\w+)'|keyValue\([^']{0,80},\s*'([A-Z][\w-]*\.\w+)'/g,
      ),
    ])
    .map((match) => (match[3] === undefined ? `${match[1]}.${match[2]}` : match[3]))
  return [...reads, ...Object.values(ruleSettings)]
}

describe('settableKeys', () => {
  it('are the numbers that the code takes from what a store set: no more, so that none is without effect', () => {
    expect([...settableKeys].sort()).toEqual([...new Set<string>(readKeys())].sort())
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
