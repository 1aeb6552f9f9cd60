import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { WecomRefused } from '../wecom/answer.ts'
import { appFailure } from '../wecom/app-failure.ts'
import type { WecomClient } from '../wecom/client.ts'
import { type ContactProfile, type ExternalContact, fetchContact } from '../wecom/contacts.ts'
import { type ListedEntry, storeContact, storeListed, type Told } from './contact-store.ts'
import { type EndedBy, endFollows, everFollowed, followsOf } from './follow-repository.ts'
import { findByExternalUserId, lockCustomer } from './repository.ts'
import { mirrorTags } from './tag-mirror.ts'

/** No such contact, or nobody follows them any more: the same answer as for an unknown id. */
const unknownCodes = new Set([84061, 40096])

export interface UpkeepNeeds {
  client: WecomClient
  /** Finds or makes the customers of external contacts and links earlier rows by union id; afterwards they are locked. */
  linkExternalContacts: (
    trx: Database,
    contacts: readonly ContactProfile[],
    asOf: number,
  ) => Promise<string[]>
}

/** An end that an event told. `at` counts whole seconds. */
export interface FollowEnding {
  externalUserId: string
  userId: string
  at: number
  by: Exclude<EndedBy, 'absent'>
}

export interface Refresh extends Omit<Told, 'askedAt'> {
  /** Whether a contact with these followers is to be stored at all. */
  isWanted?: (followerIds: string[]) => Promise<boolean>
}

/** Keeps the stored contacts what WeCom says they are. */
export function createUpkeep(context: ServerContext, { client, linkExternalContacts }: UpkeepNeeds) {
  const { db, now } = context

  function store(contact: ExternalContact, told: Told): Promise<void> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        for (const customerId of await linkExternalContacts(trx, [contact], now()))
          await storeContact(trx, context, customerId, contact, told)
      }),
    )
  }

  /** Ends the pair's follow and takes away the tags that the follower had given in WeCom. */
  async function end(
    trx: Database,
    customerId: string,
    userIds: readonly string[],
    how: { endedAt: number; endedBy: EndedBy },
  ): Promise<void> {
    if (userIds.length === 0) return
    await endFollows(trx, customerId, userIds, { ...how, updatedAt: now() })
    await mirrorTags(trx, context, customerId, [], { userIds, sources: ['corp', 'personal'] })
  }

  function endAll(externalUserId: string, askedAt: number): Promise<void> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        const customer = await findByExternalUserId(trx, externalUserId)
        if (!customer || (customer.contactFetchedAt ?? 0) > askedAt) return
        const { customerId } = customer
        await lockCustomer(trx, customerId)
        const userIds = (await followsOf(trx, customerId)).map(({ userId }) => userId)
        await end(trx, customerId, userIds, { endedAt: askedAt, endedBy: 'absent' })
      }),
    )
  }

  return {
    /** Reads one contact anew and stores it; `not_found` when WeCom knows nobody who follows them, or nobody who is wanted. */
    async refresh(externalUserId: string, { isWanted, ...told }: Refresh = {}): Promise<void> {
      const askedAt = now()
      try {
        const contact = await fetchContact(client, externalUserId)
        if (isWanted && !(await isWanted(contact.follows.map(({ userId }) => userId))))
          throw new AppError('not_found')
        await store(contact, { ...told, askedAt })
      } catch (error) {
        if (error instanceof WecomRefused && unknownCodes.has(error.errcode)) {
          await endAll(externalUserId, askedAt)
          throw new AppError('not_found')
        }
        throw appFailure(error)
      }
    },

    /** Stores a page of a list, in the transaction that moves its reader on. */
    async storePage(trx: Database, entries: readonly ListedEntry[], askedAt: number): Promise<void> {
      const contacts = entries.map(({ contact }) => contact)
      const customerIds = await linkExternalContacts(trx, contacts, now())
      for (const [index, entry] of entries.entries()) {
        const customerId = customerIds[index]
        if (customerId !== undefined) await storeListed(trx, context, customerId, entry, { askedAt })
      }
    },

    /**
     * Applies an end. One that is older than the follow does nothing; `isDoubtful`: it is of the second in which the follow
     * began, so only WeCom knows which came last.
     */
    endFollow({ externalUserId, userId, at, by }: FollowEnding): Promise<{ isDoubtful: boolean }> {
      return retryTransient(() =>
        db.transaction().execute(async (trx) => {
          const customer = await findByExternalUserId(trx, externalUserId)
          if (!customer) return { isDoubtful: false }
          const { customerId } = customer
          await lockCustomer(trx, customerId)
          const follow = (await everFollowed(trx, customerId)).find((row) => row.userId === userId)
          if (!follow) return { isDoubtful: false }
          const since = Math.max(follow.followedAt, follow.addedAt ?? 0)
          if (at < since) return { isDoubtful: false }
          const isToldLater = follow.endedBy !== 'absent' && (follow.endedAt ?? 0) >= at
          if (!isToldLater) await end(trx, customerId, [userId], { endedAt: at, endedBy: by })
          return { isDoubtful: at === since }
        }),
      )
    },
  }
}
