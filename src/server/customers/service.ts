import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import { type ExternalContact, fetchContact } from '../wecom/contacts.ts'
import type { WecomClient } from '../wecom/client.ts'
import {
  type CustomerRow,
  findByExternalUserId,
  findById,
  type FollowRow,
  followsOf,
  countLinked,
  lockCustomer,
  storeContact,
} from './repository.ts'

export type { CustomerRow }

/** A stored contact older than this is read again from WeCom, behind the answer. */
const staleAfterMs = 3_600_000
/** So old a copy means that WeCom has not answered for a while: the panel says so. */
const longStaleMs = 24 * 3_600_000
/** No such customer, or none of this caller's (wecom.md 5.2): the same answer as for an unknown id. */
const unknownCodes = new Set([84061, 40096])

export interface FollowedCustomer {
  customer: CustomerRow
  customerId: string
  externalUserId: string
  /** Earliest first. */
  follows: FollowRow[]
  /** This advisor's own entry. */
  follow: FollowRow
  /** The stored copy is more than a day old. */
  isStale: boolean
}

interface Needs {
  client: WecomClient
  /** Finds or makes the customer of an external contact and links earlier rows by union id. */
  linkExternalContact: (
    trx: Database,
    contact: { externalUserId: string; unionId: string | null; name: string },
    asOf: number,
  ) => Promise<string>
}

export type Customers = ReturnType<typeof createCustomers>

export function createCustomers(context: ServerContext, { client, linkExternalContact }: Needs) {
  const { db, now, log } = context

  async function stored(externalUserId: string, userId: string): Promise<FollowedCustomer | null> {
    const customer = await findByExternalUserId(db, externalUserId)
    if (!customer) return null
    const follows = await followsOf(db, customer.customerId)
    const follow = follows.find((entry) => entry.userId === userId)
    if (!follow) return null
    return { customer, customerId: customer.customerId, externalUserId, follows, follow, isStale: false }
  }

  function store(contact: ExternalContact): Promise<void> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        const customerId = await linkExternalContact(trx, contact, now())
        await lockCustomer(trx, customerId)
        await storeContact(trx, context, customerId, contact)
      }),
    )
  }

  async function fetchAndStore(externalUserId: string): Promise<void> {
    let contact: ExternalContact
    try {
      contact = await fetchContact(client, externalUserId)
    } catch (error) {
      if (error instanceof WecomRefused && unknownCodes.has(error.errcode)) throw new AppError('not_found')
      if (error instanceof WecomRefused) {
        throw new AppError('wecom_refused', { details: { errcode: error.errcode }, cause: error })
      }
      if (error instanceof WecomUnreachable) throw new AppError('wecom_unreachable', { cause: error })
      throw error
    }
    await store(contact)
  }

  function refreshBehind(externalUserId: string): void {
    fetchAndStore(externalUserId).catch((error: unknown) => {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'contact not refreshed')
    })
  }

  /** The customer if this member follows them; unknown, foreign and malformed ids all end in `not_found`. */
  async function findForAdvisor(externalUserId: string, userId: string): Promise<FollowedCustomer> {
    const known = await stored(externalUserId, userId)
    if (known) {
      const age = now() - (known.customer.contactFetchedAt ?? 0)
      if (age <= staleAfterMs || context.config.isDemo) return known
      refreshBehind(externalUserId)
      return { ...known, isStale: age > longStaleMs }
    }
    await fetchAndStore(externalUserId)
    const fetched = await stored(externalUserId, userId)
    if (!fetched) throw new AppError('not_found')
    return fetched
  }

  return {
    findForAdvisor,
    find: (customerId: string, reader: Database = db) => findById(reader, customerId),
    countLinked,
    follows: (customerId: string) => followsOf(db, customerId),
    lock: lockCustomer,
    /** The customer of an identified visitor, if known. */
    async identify(externalUserId: string): Promise<string | null> {
      return (await findByExternalUserId(db, externalUserId))?.customerId ?? null
    },
    /** Opt-out of personalised offers: honoured by everything that reads the customer from now on. */
    async optOut(trx: Database, customerId: string, asOf: number): Promise<void> {
      await trx
        .updateTable('customer')
        .set({ optedOutAt: asOf, updatedAt: asOf })
        .where('customerId', '=', customerId)
        .where('optedOutAt', 'is', null)
        .execute()
    },
    async markAsking(customerId: string, until: number | null, about: string | null): Promise<void> {
      const at = now()
      await db
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
