import type { Tag } from '../../contract/panel.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { Database } from '../db/connect.ts'
import { hasCustomerTags, tagsSetBefore, visibleTags } from './repository.ts'
import { shownTags } from './shown-tags.ts'

export type Tags = ReturnType<typeof createTags>

export function createTags() {
  return {
    /** Fresh intent, interest and facts, then what has gone grey; for this viewer only. */
    async tagsFor(
      db: Database,
      customerId: string,
      userId: string,
      facts: CustomerFacts,
      asOf: number,
    ): Promise<Tag[]> {
      return shownTags(await visibleTags(db, customerId, userId), facts, asOf)
    },
    setBefore: tagsSetBefore,
    hasCustomerTags,
  }
}
