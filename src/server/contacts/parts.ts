import type { ServerContext } from '../context.ts'
import type { ListedEntry } from '../customers/contact-store.ts'
import type { Customers } from '../customers/service.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import type { Lease } from '../leases/leases.ts'
import type { WecomClient } from '../wecom/client.ts'
import { type ContactPage, fetchContactPage } from '../wecom/contacts.ts'
import { hasNoCustomers, isBadCursor, isOfMember } from './refusals.ts'
import { changePart, deletePart, insertParts, type PartRow } from './repository.ts'
import type { TagNames } from './tag-names.ts'

const askedAtOnce = 100

/** Another process does the job now. */
export class LeaseLost extends Error {}

export interface PartNeeds {
  client: WecomClient
  customers: Pick<Customers, 'storePage' | 'unseen' | 'refresh'>
  tagNames: TagNames
  lease: Lease
}

export type PartReader = ReturnType<typeof createPartReader>

/** Reads the customers of some members together. Each step stores what it read along with how far it came. */
export function createPartReader(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  { client, customers, tagNames, lease }: PartNeeds,
) {
  /** Runs only while this process holds the job. */
  function step(run: (trx: Database) => Promise<void>): Promise<void> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        if (!(await lease.renew(trx))) throw new LeaseLost()
        await run(trx)
      }),
    )
  }

  const userIdsOf = (part: PartRow) => JSON.parse(part.userIdsJson) as string[]

  async function storePage(part: PartRow, page: ContactPage, askedAt: number): Promise<void> {
    const entries: ListedEntry[] = []
    for (const { contact, tagIds, follow } of page.contacts)
      entries.push({ contact, follow, ...(await tagNames(tagIds)) })
    const unlicensed = part.cursor === '' ? page.unlicensedUserIds.length : 0
    await step(async (trx) => {
      await customers.storePage(trx, entries, askedAt)
      await changePart(trx, part.part, {
        cursor: page.nextCursor,
        contacts: part.contacts + entries.length,
        failures: part.failures + unlicensed,
        isListed: page.nextCursor === '' ? 1 : 0,
      })
    })
  }

  /** Members that are refused together are asked one by one; one who is refused alone has no list. */
  async function settleRefusal(part: PartRow, error: unknown): Promise<void> {
    const userIds = userIdsOf(part)
    if (part.cursor !== '' && isBadCursor(error))
      return step((trx) => changePart(trx, part.part, { cursor: '', contacts: 0, failures: 0 }))
    if (!isOfMember(error)) throw error
    if (userIds.length > 1)
      return step(async (trx) => {
        await deletePart(trx, part.part)
        const singles = userIds.map((userId) => [userId])
        await insertParts(trx, singles)
      })
    const isFailure = !hasNoCustomers(error)
    await step((trx) =>
      changePart(trx, part.part, {
        isListed: 1,
        failures: part.failures + (isFailure ? 1 : 0),
        problem: isFailure ? error.message : null,
      }),
    )
  }

  async function readPage(part: PartRow): Promise<void> {
    const askedAt = now()
    let page: ContactPage
    try {
      page = await fetchContactPage(client, { userIds: userIdsOf(part), cursor: part.cursor })
    } catch (error) {
      return settleRefusal(part, error)
    }
    await storePage(part, page, askedAt)
  }

  /** A list may lack somebody for a moment: only WeCom's answer about the very contact ends a follow. */
  async function askForUnseen(userId: string, before: number, isStopped: () => boolean): Promise<void> {
    let after = ''
    for (;;) {
      const missing = await customers.unseen({ userId, before, after, limit: askedAtOnce })
      for (const { customerId, externalUserId } of missing) {
        if (isStopped()) return
        await customers.refresh(externalUserId).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'not_found')) throw error
        })
        await step(async () => undefined)
        after = customerId
      }
      if (missing.length < askedAtOnce) return
    }
  }

  return {
    /** One step of a part: a page of its list, or at the end whoever was not in it. */
    async advance(part: PartRow, startedAt: number, isStopped: () => boolean): Promise<void> {
      if (part.isListed === 0) return readPage(part)
      for (const userId of userIdsOf(part)) await askForUnseen(userId, startedAt, isStopped)
      if (!isStopped()) await step((trx) => changePart(trx, part.part, { doneAt: now() }))
    },
    step,
  }
}
