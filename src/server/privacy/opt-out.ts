import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { endReminders, setOptOut } from './repository.ts'

export interface OptOutChange {
  customerId: string
  /** A member's id, or `customer`. */
  actor: string
  /** Why, where a member says so for the customer. */
  reason: string | null
}

/**
 * Opt-out of personalised offers: everything that reads the customer from now on honours it. What was promised stays: live
 * coupons can be redeemed. Said twice it changes nothing.
 */
export async function optOut(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { customerId, actor, reason }: OptOutChange,
): Promise<void> {
  const at = context.now()
  if (!(await setOptOut(trx, customerId, at, at))) return
  const endedReminders = await endReminders(trx, customerId, at)
  const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
  const entry = { at, actor, action: 'customer.opted-out', ...subject }
  await recordAudit(trx, context, { ...entry, details: { reason, endedReminders } })
}

/** Takes an opt-out back: only the customer does, or a member who says why. */
export async function optIn(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { customerId, actor, reason }: OptOutChange,
): Promise<void> {
  const at = context.now()
  if (!(await setOptOut(trx, customerId, null, at))) return
  const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
  const entry = { at, actor, action: 'customer.opted-in', ...subject }
  await recordAudit(trx, context, { ...entry, details: { reason } })
}
