import type { ServerContext } from '../context.ts'
import type { ContactHandlers, FollowEvent } from '../callbacks/handlers.ts'
import type { Customers } from '../customers/service.ts'
import { AppError } from '../http/app-error.ts'

/** What callbacks tell of customers (path 92130 of developer.work.weixin.qq.com), applied in any order and any number of times. */
export function createContactEvents(
  { log }: Pick<ServerContext, 'log'>,
  { customers }: { customers: Pick<Customers, 'refresh' | 'endFollow'> },
): ContactHandlers {
  /** Whom WeCom does not know (any more), or not yet as a customer, is nothing to store; other failures are tried again. */
  async function refresh(externalUserId: string, told: Parameters<Customers['refresh']>[1] = {}) {
    try {
      await customers.refresh(externalUserId, told)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not_found')) throw error
    }
  }

  async function removed(event: FollowEvent, by: 'member' | 'customer' | 'transfer'): Promise<void> {
    const { externalUserId, userId, at } = event
    const { isDoubtful } = await customers.endFollow({ externalUserId, userId, at, by })
    if (isDoubtful) await refresh(externalUserId)
  }

  return {
    added: ({ externalUserId, userId, at, state }) =>
      refresh(externalUserId, { added: { userId, at, state } }),
    // Not a customer of this member before they are added back; colleagues may follow them already.
    halfAdded: ({ externalUserId }) => refresh(externalUserId),
    edited: ({ externalUserId }) => refresh(externalUserId),
    removedByMember: ({ isByTransfer, ...event }) => removed(event, isByTransfer ? 'transfer' : 'member'),
    removedByCustomer: (event) => removed(event, 'customer'),
    async transferFailed({ externalUserId, reason }) {
      log.info({ reason }, 'a customer was not handed over')
      await refresh(externalUserId, { isDecisive: true })
    },
  }
}
