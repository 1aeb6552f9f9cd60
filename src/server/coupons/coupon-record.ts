import type { Selectable } from 'kysely'
import type { Reward } from '../../domain/offers/offer.ts'
import type { Schema } from '../db/schema.ts'

/** A coupon as stored, with its rewards and the facts of its issue parsed. */
export interface CouponRecord extends Omit<Selectable<Schema['coupon']>, 'rewardsJson' | 'capsJson'> {
  rewards: Reward[]
  caps: Record<string, unknown>
}
