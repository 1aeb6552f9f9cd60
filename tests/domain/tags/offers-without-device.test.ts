import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../customers/sample-facts.ts'

const domain = path.resolve(import.meta.dirname, '../../../src/domain')

/** What prices an offer, values a customer or decides a coupon. */
const priced = ['offers', 'coupons', 'ltv', 'rfm']

describe('no price by device (TAG-07)', () => {
  const files = priced.flatMap((folder) =>
    readdirSync(path.join(domain, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(domain, folder, name)),
  )

  it.each(files.map((file) => [path.relative(domain, file), file]))('%s reads no device', (_name, file) => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/\bdevice\b|phoneDwell|mobileDwell/i)
    expect(text).not.toMatch(/tags\/facts\//)
  })

  it('the facts that a decision is made of and stored with name none', () => {
    expect(Object.keys(sampleFacts()).filter((key) => /device|phone|mobile/i.test(key))).toEqual([])
  })
})
