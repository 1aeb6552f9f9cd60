import type { Handover } from '../../contract/members.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import type { Members } from '../members/service.ts'
import type { HandoverScope } from './handover.ts'

type HandOver = (trx: Database, scope: HandoverScope) => Promise<number>

export interface HandoverNeeds {
  members: Pick<Members, 'find'>
  customers: { identify: (externalUserId: string) => Promise<string | null> }
  notes: { handOver: HandOver }
  reminders: { handOver: HandOver }
  library: { handOver: (trx: Database, who: { fromUserId: string; toUserId: string }) => Promise<number> }
  coupons: {
    handOver: (trx: Database, scope: HandoverScope) => Promise<{ couponId: string; customerId: string }[]>
  }
}

export type Handovers = ReturnType<typeof createHandovers>

/** What a leaving member held goes to a colleague. Who follows whom is WeCom's matter (离职继承), not ours. */
export function createHandovers(context: ServerContext, needs: HandoverNeeds) {
  const { db, now } = context

  async function requirePeople(fromUserId: string, toUserId: string): Promise<void> {
    if (!(await needs.members.find(fromUserId))) throw new AppError('not_found')
    const problem = fromUserId === toUserId ? 'must be somebody else' : await problemOf(toUserId)
    if (problem === null) return
    const fields = [{ field: 'body.toUserId', problem }]
    throw new AppError('invalid_input', { message: `body.toUserId: ${problem}`, details: { fields } })
  }

  async function problemOf(toUserId: string): Promise<string | null> {
    return (await needs.members.find(toUserId))?.isActive
      ? null
      : 'must be an active member who signed in before'
  }

  async function customersOf(externalUserIds: readonly string[] | undefined): Promise<string[] | null> {
    if (externalUserIds === undefined) return null
    const customerIds: string[] = []
    for (const externalUserId of new Set(externalUserIds)) {
      const customerId = await needs.customers.identify(externalUserId)
      if (customerId === null) throw new AppError('not_found')
      customerIds.push(customerId)
    }
    return customerIds
  }

  async function move(trx: Database, scope: HandoverScope, actor: string): Promise<Handover> {
    const { fromUserId, toUserId, customerIds } = scope
    const at = now()
    const coupons = await needs.coupons.handOver(trx, scope)
    for (const { couponId, customerId } of coupons) {
      const details = { from: fromUserId, to: toUserId }
      const subject = { subjectKind: 'coupon', subjectId: couponId, customerId }
      await recordAudit(trx, context, { at, actor, action: 'coupon.handed-over', ...subject, details })
    }
    const moved = {
      notes: await needs.notes.handOver(trx, scope),
      scripts: customerIds === null ? await needs.library.handOver(trx, scope) : 0,
      reminders: await needs.reminders.handOver(trx, scope),
      coupons: coupons.length,
    }
    const details = { to: toUserId, ...(customerIds && { customers: customerIds.length }), ...moved }
    const subject = { subjectKind: 'member', subjectId: fromUserId }
    await recordAudit(trx, context, { at, actor, action: 'member.handover', ...subject, details })
    return { fromUserId, toUserId, ...moved }
  }

  return {
    /** All in one transaction with its trail. Told again it moves what came since. */
    async handOver(
      actor: string,
      fromUserId: string,
      { toUserId, externalUserIds }: { toUserId: string; externalUserIds?: string[] | undefined },
    ): Promise<Handover> {
      await requirePeople(fromUserId, toUserId)
      const customerIds = await customersOf(externalUserIds)
      const scope = { fromUserId, toUserId, customerIds }
      return retryTransient(() => db.transaction().execute((trx) => move(trx, scope, actor)))
    },
  }
}
