import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { Rights } from '../rights/service.ts'
import { staleAfterMs } from './contact-store.ts'
import { allFollowers, type FollowRow, followsOf, unseenCustomers } from './follow-repository.ts'
import { countLinked, type CustomerRow, findByExternalUserId, findById, lockCustomer } from './repository.ts'
import { createUpkeep, type UpkeepNeeds } from './upkeep.ts'

export type { CustomerRow }

/** So old a copy means that WeCom has not answered for a while: the panel says so. */
const longStaleMs = 24 * 3_600_000

export interface FollowedCustomer {
  customer: CustomerRow
  customerId: string
  externalUserId: string
  /** Earliest first. */
  follows: FollowRow[]
  /** This advisor's own entry; for a lead who doesn't follow, the earliest one of the team. */
  follow: FollowRow
  /** The stored copy is more than a day old. */
  isStale: boolean
}

interface Needs extends UpkeepNeeds {
  rights: Pick<Rights, 'reachedThrough'>
}

export type Customers = ReturnType<typeof createCustomers>

export function createCustomers(context: ServerContext, { rights, ...needs }: Needs) {
  const { db, now, log } = context
  const upkeep = createUpkeep(context, needs)
  const running = new Map<string, Promise<void>>()

  async function stored(externalUserId: string, userId: string): Promise<FollowedCustomer | null> {
    const customer = await findByExternalUserId(db, externalUserId)
    if (!customer) return null
    const follows = await followsOf(db, customer.customerId)
    const through = await rights.reachedThrough(
      userId,
      follows.map((entry) => entry.userId),
    )
    const follow = follows.find((entry) => through.includes(entry.userId))
    if (!follow) return null
    return { customer, customerId: customer.customerId, externalUserId, follows, follow, isStale: false }
  }

  /** One question at a time for each contact. */
  function refreshOnce(externalUserId: string): Promise<void> {
    const ongoing = running.get(externalUserId)
    if (ongoing) return ongoing
    const asked = upkeep.refresh(externalUserId).finally(() => running.delete(externalUserId))
    running.set(externalUserId, asked)
    return asked
  }

  function refreshBehind(externalUserId: string): void {
    refreshOnce(externalUserId).catch((error: unknown) => {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'contact not refreshed')
    })
  }

  /** The customer if this member follows them, or leads one who does; unknown, foreign, former and malformed ids all end in `not_found`. */
  async function findForAdvisor(externalUserId: string, userId: string): Promise<FollowedCustomer> {
    const known = await stored(externalUserId, userId)
    if (known) {
      const age = now() - (known.customer.contactFetchedAt ?? 0)
      if (age <= staleAfterMs || context.config.isDemo) return known
      refreshBehind(externalUserId)
      return { ...known, isStale: age > longStaleMs }
    }
    // A foreign contact is not stored: it answers like an unknown one, in the same time.
    await upkeep.refresh(externalUserId, {
      isWanted: async (followerIds) => (await rights.reachedThrough(userId, followerIds)).length > 0,
    })
    const fetched = await stored(externalUserId, userId)
    if (!fetched) throw new AppError('not_found')
    return fetched
  }

  return {
    findForAdvisor,
    find: (customerId: string, reader: Database = db) => findById(reader, customerId),
    countLinked,
    follows: (customerId: string) => followsOf(db, customerId),
    allFollowers: () => allFollowers(db),
    /** A page of the customers whom this member follows and whom WeCom has not listed since `before`. */
    unseen: (page: { userId: string; before: number; after: string; limit: number }) =>
      unseenCustomers(db, page),
    ...upkeep,
    /** Whether this member follows the customer, or leads one who does. */
    async reaches(customerId: string, userId: string): Promise<boolean> {
      const follows = await followsOf(db, customerId)
      const followerIds = follows.map((entry) => entry.userId)
      return (await rights.reachedThrough(userId, followerIds)).length > 0
    },
    /** The remark of the follower through whom this member reaches the customer, else the customer's name; null for others. */
    async nameFor(customerId: string, userId: string): Promise<string | null> {
      const follows = await followsOf(db, customerId)
      const followerIds = follows.map((entry) => entry.userId)
      const [first] = await rights.reachedThrough(userId, followerIds)
      if (first === undefined) return null
      const remark = follows.find((entry) => entry.userId === first)?.remark
      const name = remark || (await findById(db, customerId))?.name
      return name ? maskPhones(name) : null
    },
    lock: lockCustomer,
    /** The customer of an identified visitor, if known. */
    async identify(externalUserId: string): Promise<string | null> {
      return (await findByExternalUserId(db, externalUserId))?.customerId ?? null
    },
    async markAsking(
      customerId: string,
      until: number | null,
      about: string | null,
      writer: Database = db,
    ): Promise<void> {
      const at = now()
      await writer
        .updateTable('customer')
        .set((eb) => ({
          askingUntil: until,
          askingAbout: about,
          updatedAt: at,
          lastActivityAt: until === null ? eb.ref('lastActivityAt') : at,
        }))
        .where('customerId', '=', customerId)
        .execute()
    },
  }
}
