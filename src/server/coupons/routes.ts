import type { FastifyInstance } from 'fastify'
import {
  issueCoupon,
  markCouponSent,
  redeemCoupon,
  reverseCoupon,
  voidCoupon,
} from '../../contract/coupons.ts'
import { type Gate, register } from '../http/register.ts'
import type { CouponsService } from './service.ts'

export function couponRoutes(app: FastifyInstance, gate: Gate, coupons: CouponsService): void {
  register(app, gate, issueCoupon, ({ actor, params, body, settle }) =>
    coupons.issue(actor, params.externalUserId, body, settle),
  )
  register(app, gate, markCouponSent, ({ actor, params, body }) =>
    coupons.markSent(actor, params.couponId, body.chatExternalUserId),
  )
  register(app, gate, voidCoupon, ({ actor, params, body }) => coupons.void(actor, params.couponId, body))
  register(app, gate, redeemCoupon, ({ key, body }) => coupons.redeem(key.keyId, body))
  register(app, gate, reverseCoupon, ({ key, body: { orderId, refundedFen, reason } }) =>
    coupons.reverse(orderId, { refundedFen, reason, actor: key.keyId }),
  )
}
