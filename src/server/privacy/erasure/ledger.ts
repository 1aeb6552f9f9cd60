import { couponCode, couponCodeLength } from '../../../domain/coupons/coupon-code.ts'
import { newLinkToken } from '../../claims/link-token.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import type { Person } from './person.ts'

/**
 * What was spent stays, to the fen, under the pseudonym. Links and codes are drawn anew: whoever still has the old ones finds
 * nothing. A live coupon keeps its reserve until it ends by itself.
 */
export async function pseudonymiseCoupons(
  trx: Database,
  context: Pick<ServerContext, 'randomBytes'>,
  { customer: { customerId }, couponIds }: Person,
  pseudonym: string,
): Promise<void> {
  const coupons = await trx
    .selectFrom('coupon')
    .select(['couponId', 'capsJson', 'orderId'])
    .where('customerId', '=', customerId)
    .execute()
  for (const { couponId, capsJson, orderId } of coupons) {
    const { override, ...caps } = JSON.parse(capsJson) as { override?: { kind: string } }
    await trx
      .updateTable('coupon')
      .set({
        customerId: pseudonym,
        tokenHash: newLinkToken(context).tokenHash,
        code: couponCode(context.randomBytes(couponCodeLength)),
        capsJson: JSON.stringify(override ? { ...caps, override: { kind: override.kind } } : caps),
        orderId: orderId === null ? null : pseudonym,
        deviceHash: null,
        decisionId: null,
      })
      .where('couponId', '=', couponId)
      .execute()
  }
  if (couponIds.length > 0)
    await trx.updateTable('couponEvent').set({ reason: '' }).where('couponId', 'in', couponIds).execute()
  for (const table of ['ledgerEntry', 'budget', 'budgetUse'] as const)
    await trx
      .updateTable(table)
      .set({ scopeId: pseudonym })
      .where('scope', '=', 'customer')
      .where('scopeId', '=', customerId)
      .execute()
}
