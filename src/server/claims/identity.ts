import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ServerContext } from '../context.ts'
import type { CouponsService } from '../coupons/service.ts'
import { type IdentityNeeds, serveSecretPage } from './secret-page.ts'

export interface ClaimPageNeeds extends IdentityNeeds {
  coupons: Pick<CouponsService, 'findByToken'>
  /** Sends the coupon page's HTML with the status set before. */
  sendClaim: (reply: FastifyReply) => Promise<FastifyReply>
}

/** The coupon page at `/c/{token}`. */
export function claimPages(app: FastifyInstance, context: ServerContext, needs: ClaimPageNeeds): void {
  serveSecretPage(app, context, needs, {
    prefix: '/c',
    isKnown: async (token) => Boolean(await needs.coupons.findByToken(token)),
    send: needs.sendClaim,
  })
}
