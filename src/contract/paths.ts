/**
 * Every route of the HTTP interface by name: method and path, nothing else. The app's first screen imports this table and
 * types only, so no schema library is loaded with it.
 */
export const paths = {
  getSession: 'GET /api/v1/session',
  logout: 'POST /api/v1/session/logout',
  getSignature: 'GET /api/v1/jssdk/signature',
  getPanel: 'GET /api/v1/customers/:externalUserId/panel',
  getChanges: 'GET /api/v1/customers/:externalUserId/changes',
  listOffers: 'GET /api/v1/customers/:externalUserId/offers',
  getTimeline: 'GET /api/v1/customers/:externalUserId/timeline',
  listTags: 'GET /api/v1/customers/:externalUserId/tags',
  listTouches: 'GET /api/v1/customers/:externalUserId/touches',
  recordTouch: 'POST /api/v1/customers/:externalUserId/touches',
  markAsking: 'POST /api/v1/customers/:externalUserId/asking',
  issueCoupon: 'POST /api/v1/customers/:externalUserId/coupons',
  markCouponSent: 'POST /api/v1/coupons/:couponId/sent',
  voidCoupon: 'POST /api/v1/coupons/:couponId/void',
  listScripts: 'GET /api/v1/scripts',
  getClaim: 'GET /api/v1/claims/:token',
  openClaim: 'POST /api/v1/claims/:token/open',
  takeClaim: 'POST /api/v1/claims/:token/claim',
  optOutByClaim: 'POST /api/v1/claims/:token/opt-out',
  ingestOrders: 'POST /api/v1/ingest/orders',
  ingestEvents: 'POST /api/v1/ingest/events',
  ingestCustomers: 'POST /api/v1/ingest/customers',
  ingestProducts: 'POST /api/v1/ingest/products',
  redeemCoupon: 'POST /api/v1/coupons/redeem',
  reverseCoupon: 'POST /api/v1/coupons/reverse',
} as const

export type RouteName = keyof typeof paths
export type Method = 'GET' | 'POST'

/** Splits a table entry into its method and path. */
export function methodAndPath(name: RouteName): { method: Method; path: string } {
  const [method, path] = paths[name].split(' ') as [Method, string]
  return { method, path }
}
