import type { DemoSite } from '../../support/demo-site.ts'

export interface Spend {
  budgets: Record<string, number>
  ledger: Record<string, number>
}

const isDemo = /_demo_/

/** What the database holds, beside what the person sees; rows of the demo's past are left out. */
export function readStored(site: DemoSite) {
  const { db } = site.app.context
  const openedAt = site.clock.at()

  async function customerIdOf(externalUserId: string): Promise<string> {
    const row = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', externalUserId)
      .executeTakeFirstOrThrow()
    return row.customerId
  }

  return {
    /** Coupons issued during the test, oldest first. */
    async coupons(externalUserId: string) {
      const rows = await db
        .selectFrom('coupon')
        .selectAll()
        .where('customerId', '=', await customerIdOf(externalUserId))
        .orderBy('issuedAt')
        .execute()
      return rows.filter((row) => !isDemo.test(row.couponId))
    },

    /** Their states, in order. */
    async couponStates(externalUserId: string): Promise<string[]> {
      return (await this.coupons(externalUserId)).map(({ state }) => state)
    },

    /** Every budget counter and the ledger's sums by scope, zeros left out: equal before and after = nothing spent. */
    async spend(): Promise<Spend> {
      const budgets: Record<string, number> = {}
      for (const use of await db.selectFrom('budgetUse').selectAll().execute()) {
        if (use.usedFen !== 0) budgets[`${use.scope} ${use.scopeId} ${use.periodKey}`] = use.usedFen
      }
      const sums = new Map<string, number>()
      for (const entry of await db.selectFrom('ledgerEntry').selectAll().execute()) {
        const key = `${entry.scope} ${entry.scopeId}`
        sums.set(key, (sums.get(key) ?? 0) + entry.amountFen)
      }
      return { budgets, ledger: Object.fromEntries([...sums].filter(([, sum]) => sum !== 0)) }
    },

    /** Touches begun since the site opened, with their bubbles. */
    async touches(externalUserId: string) {
      const customerId = await customerIdOf(externalUserId)
      const touches = await db
        .selectFrom('touch')
        .selectAll()
        .where('customerId', '=', customerId)
        .where('startedAt', '>=', openedAt)
        .execute()
      const bubbles = await db
        .selectFrom('touchBubble')
        .selectAll()
        .where('customerId', '=', customerId)
        .where('at', '>=', openedAt)
        .orderBy('at')
        .execute()
      return { touches, bubbles }
    },

    async couponEvents(couponId: string): Promise<string[]> {
      const rows = await db
        .selectFrom('couponEvent')
        .select(['toState', 'at'])
        .where('couponId', '=', couponId)
        .orderBy('at')
        .execute()
      return rows.map(({ toState }) => toState)
    },
  }
}

export type Stored = ReturnType<typeof readStored>
