import type { Tag as ShownTag, TagGroup } from '../../contract/tags.ts'
import type { KnownProduct, ShopEvent } from '../../domain/behaviour/shop-event.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { deriveTags } from '../../domain/tags/derive-tags.ts'
import { browsingDays, browsingOf } from '../../domain/tags/facts/browsing.ts'
import { tagFactsOf } from '../../domain/tags/facts/tag-facts.ts'
import type { TagRule } from '../../domain/tags/rules/tag-rule.ts'
import type { Tag } from '../../domain/tags/tag.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { corpTagGroups } from '../corp-tags/known-tags.ts'
import { isFollower } from '../corp-tags/followers.ts'
import { addChannelTags, type ChannelTags } from './channel-tags.ts'
import { createManualTags, type ManualTagNeeds } from './manual-tags.ts'
import { customerTagEnds, type TagRecord, tagsSetBefore, visibleTags } from './repository.ts'
import { shownTags } from './shown-tags.ts'
import { readTagGroups, readTagRules } from './store-rules.ts'
import { readSync } from './sync.ts'

export interface TagNeeds extends ManualTagNeeds {
  events: { eventsOf: (db: Database, customerId: string, sinceMs: number) => Promise<ShopEvent[]> }
  products: {
    productsBySku: (db: Database, skus: readonly string[]) => Promise<ReadonlyMap<string, KnownProduct>>
  }
}

/** The facts, and the events they rest on where the caller has them. */
export interface KnownFacts {
  facts: CustomerFacts
  events?: readonly ShopEvent[]
}

export type Tags = ReturnType<typeof createTags>

/** What people told, as opposed to what rules derive. */
const givenSources: readonly string[] = ['manual', 'customer', 'corp']

export function createTags(context: ServerContext, needs: TagNeeds) {
  /** The tags that the rules derive from what is known of a customer at the instant of the facts. */
  async function derive(
    db: Database,
    customerId: string,
    known: KnownFacts & { stored: readonly TagRecord[]; rules: readonly TagRule[] },
  ): Promise<Tag[]> {
    const { facts, stored, rules } = known
    const since = facts.asOf - browsingDays * dayMs
    const events = known.events ?? (await needs.events.eventsOf(db, customerId, since))
    const skus = [...new Set(events.flatMap(({ sku }) => sku ?? []))]
    const products = await needs.products.productsBySku(db, skus)
    const given = stored.filter(({ source }) => givenSources.includes(source)).map(({ name }) => name)
    return deriveTags(tagFactsOf(facts, browsingOf(events, products, facts.asOf), given), rules)
  }

  return {
    derive,
    /** Fresh intent, interest and facts, then what has gone grey; for this viewer only. */
    async tagsFor(
      db: Database,
      customerId: string,
      userId: string,
      known: KnownFacts,
      asOf: number,
    ): Promise<ShownTag[]> {
      const { facts } = known
      const stored = await visibleTags(db, customerId, userId)
      const { rules, lives } = await readTagRules(db)
      const derived = await derive(db, customerId, { ...known, stored, rules })
      const syncOf = await readSync(db, stored, { customerId, userId, asOf })
      return shownTags(stored, derived, { asOf, timeZone: facts.timeZone, lives }, rules, syncOf)
    },
    /** The tags that this member may give, by group, each name once; those of the company to who follows the customer. */
    async allowedGroups(db: Database, customerId: string, userId: string): Promise<TagGroup[]> {
      const own = (await readTagGroups(db)).map(({ group, names }) => ({ group, names: [...names] }))
      if (!(await isFollower(db, customerId, userId))) return own
      const offered = new Set(own.flatMap(({ names }) => names))
      for (const { group, names } of await corpTagGroups(db)) {
        const others = names.filter((name) => !offered.has(name))
        for (const name of others) offered.add(name)
        const same = own.find((entry) => entry.group === group)
        if (same) same.names.push(...others)
        else if (others.length > 0) own.push({ group, names: others })
      }
      return own
    },
    manual: createManualTags(context, needs),
    addByChannel: (trx: Database, given: ChannelTags) => addChannelTags(trx, context, given),
    setBefore: tagsSetBefore,
    customerTagEnds,
  }
}
