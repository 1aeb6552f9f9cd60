import { getClaim, openClaim, optOutByClaim, takeClaim } from './claims.ts'
import { issueCoupon, markCouponSent, redeemCoupon, reverseCoupon, voidCoupon } from './coupons.ts'
import { ingestCustomers, ingestEvents, ingestOrders, ingestProducts } from './ingest.ts'
import { listOffers } from './offers.ts'
import { getPanel, listTags } from './panel.ts'
import type { RouteName } from './paths.ts'
import type { Route } from './route.ts'
import { listScripts } from './scripts.ts'
import { getSession, getSignature, logout } from './session.ts'
import { getChanges, getTimeline } from './timeline.ts'
import { listTouches, markAsking, recordTouch } from './touches.ts'

/** Every route, by name. The OpenAPI document, the architecture test and the client's types read this list. */
export const api = {
  getSession,
  logout,
  getSignature,
  getPanel,
  getChanges,
  listOffers,
  getTimeline,
  listTags,
  listTouches,
  recordTouch,
  markAsking,
  issueCoupon,
  markCouponSent,
  voidCoupon,
  listScripts,
  getClaim,
  openClaim,
  takeClaim,
  optOutByClaim,
  ingestOrders,
  ingestEvents,
  ingestCustomers,
  ingestProducts,
  redeemCoupon,
  reverseCoupon,
} satisfies { [N in RouteName]: Route & { name: N } }

export type Api = typeof api
