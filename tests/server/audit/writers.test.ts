import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const server = path.resolve(import.meta.dirname, '../../../src/server')
const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('db/'))
  .map((name) => name.split(path.sep).join('/'))
const matching = (pattern: RegExp) =>
  files.filter((name) => pattern.test(readFileSync(path.join(server, name), 'utf8')))

describe('the audit table', () => {
  it('is written by its own folder alone, the demo store and the measure of raw speed aside', () => {
    const writers = matching(/insertInto\('audit'\)|insert\s+into\s+audit\b/i)
    expect(writers.filter((name) => !/^(demo|bench)\//.test(name)).sort()).toEqual([
      'audit/record.ts',
      'audit/repository.ts',
    ])
  })

  it('is changed in one place, which forgets a person, and shortened in one, which forgets old reads', () => {
    expect(matching(/updateTable\('audit'\)|update\s+audit\s+set/i)).toEqual(['audit/forget.ts'])
    expect(matching(/deleteFrom\('audit'\)|delete\s+from\s+audit\b/i)).toEqual(['audit/forget.ts'])
  })
})
