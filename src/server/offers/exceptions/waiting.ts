import type { WaitingException } from '../../../contract/offers.ts'
import type { OfferTerms } from '../../../domain/offers/offer.ts'
import type { ServerContext } from '../../context.ts'
import { waitingExceptions } from './repository.ts'
import { shown } from './service.ts'

export interface WaitingNeeds {
  rights: { mayDecideFor: (deciderId: string, userId: string) => Promise<boolean> }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
  customers: {
    /** The name that those know the customer by through whom this member reaches them; null for all others. */
    nameFor: (customerId: string, userId: string) => Promise<string | null>
  }
}

/** More than a lead reads at once. */
const mostShown = 200

/** The wishes that wait for this member's decision, the oldest first. */
export function createWaitingExceptions(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  { rights, members, customers }: WaitingNeeds,
) {
  return async function waitingFor(userId: string): Promise<WaitingException[]> {
    const decidable = new Map<string, boolean>()
    const waiting: WaitingException[] = []
    const records = await waitingExceptions(db, now())
    const names = await members.namesOf([...new Set(records.map(({ requestedBy }) => requestedBy))])
    for (const record of records) {
      const { requestedBy, requestedAt, customerId, termsJson } = record
      const mayDecide = decidable.get(requestedBy) ?? (await rights.mayDecideFor(userId, requestedBy))
      decidable.set(requestedBy, mayDecide)
      if (!mayDecide) continue
      waiting.push({
        ...shown(record),
        requestedByName: names.get(requestedBy) ?? requestedBy,
        requestedAt,
        offerName: (JSON.parse(termsJson) as OfferTerms).name,
        customerName: await customers.nameFor(customerId, userId),
      })
      if (waiting.length === mostShown) break
    }
    return waiting
  }
}
