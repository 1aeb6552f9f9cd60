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
  requestOfferException: 'POST /api/v1/customers/:externalUserId/offers/:offerId/exceptions',
  decideOfferException: 'POST /api/v1/offers/exceptions/:exceptionId/decision',
  getTimeline: 'GET /api/v1/customers/:externalUserId/timeline',
  listTags: 'GET /api/v1/customers/:externalUserId/tags',
  addTag: 'POST /api/v1/customers/:externalUserId/tags',
  removeTag: 'POST /api/v1/customers/:externalUserId/tags/:tagId/remove',
  restoreTag: 'POST /api/v1/customers/:externalUserId/tags/:tagId/restore',
  listTouches: 'GET /api/v1/customers/:externalUserId/touches',
  recordTouch: 'POST /api/v1/customers/:externalUserId/touches',
  markAsking: 'POST /api/v1/customers/:externalUserId/asking',
  listIgnored: 'GET /api/v1/customers/:externalUserId/suggestions',
  dismissSuggestion: 'POST /api/v1/customers/:externalUserId/suggestions/:ruleId/dismiss',
  snoozeSuggestion: 'POST /api/v1/customers/:externalUserId/suggestions/:ruleId/snooze',
  restoreSuggestion: 'POST /api/v1/customers/:externalUserId/suggestions/:ruleId/restore',
  setReminder: 'POST /api/v1/customers/:externalUserId/reminders',
  listReminders: 'GET /api/v1/customers/:externalUserId/reminders',
  endReminder: 'POST /api/v1/customers/:externalUserId/reminders/:reminderId/end',
  startEnquiry: 'POST /api/v1/customers/:externalUserId/enquiries',
  closeEnquiry: 'POST /api/v1/customers/:externalUserId/enquiries/close',
  issueCoupon: 'POST /api/v1/customers/:externalUserId/coupons',
  markCouponSent: 'POST /api/v1/coupons/:couponId/sent',
  voidCoupon: 'POST /api/v1/coupons/:couponId/void',
  getQuiz: 'GET /api/v1/customers/:externalUserId/quiz',
  issueQuiz: 'POST /api/v1/customers/:externalUserId/quizzes',
  markQuizSent: 'POST /api/v1/quizzes/:quizLinkId/sent',
  voidQuiz: 'POST /api/v1/quizzes/:quizLinkId/void',
  listScripts: 'GET /api/v1/scripts',
  getClaim: 'GET /api/v1/claims/:token',
  openClaim: 'POST /api/v1/claims/:token/open',
  takeClaim: 'POST /api/v1/claims/:token/claim',
  optOutByClaim: 'POST /api/v1/claims/:token/opt-out',
  getQuizPage: 'GET /api/v1/quiz-links/:token',
  openQuizPage: 'POST /api/v1/quiz-links/:token/open',
  answerQuiz: 'POST /api/v1/quiz-links/:token/answers',
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
