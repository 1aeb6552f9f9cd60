import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { type Browsing, noBrowsing } from '../../../src/domain/tags/facts/browsing.ts'
import { type TagFacts, tagFactsOf } from '../../../src/domain/tags/facts/tag-facts.ts'
import { asOf, sampleFacts } from '../customers/sample-facts.ts'

export const zone = 'Asia/Shanghai'

/** What browsing tells when only these things were seen. */
export function sampleBrowsing(changes: Partial<Browsing> = {}): Browsing {
  return { ...noBrowsing, ...changes }
}

/** One category looked at so many times, last at `lastViewedAt`. */
export function seen(category: string, views30d: number, lastViewedAt = asOf): Browsing['categories'] {
  return new Map([[category, { views30d, highestPriceFen: 0, longestDwellMs: 0, lastViewedAt }]])
}

export function sampleTagFacts(
  facts: Partial<CustomerFacts> = {},
  browsing: Partial<Browsing> = {},
  givenTags: string[] = [],
): TagFacts {
  return tagFactsOf(sampleFacts(facts), sampleBrowsing(browsing), givenTags)
}
