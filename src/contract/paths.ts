import { panelPaths } from './panel-paths.ts'

/** Every route of the HTTP interface by name. */
export const paths = {
  ...panelPaths,
  logout: 'POST /api/v1/session/logout',
  listOfferExceptions: 'GET /api/v1/offers/exceptions',
  decideOfferException: 'POST /api/v1/offers/exceptions/:exceptionId/decision',
  listTouches: 'GET /api/v1/customers/:externalUserId/touches',
  listIgnored: 'GET /api/v1/customers/:externalUserId/suggestions',
  listReminders: 'GET /api/v1/customers/:externalUserId/reminders',
  listEscalations: 'GET /api/v1/escalations',
  settleEscalation: 'POST /api/v1/escalations/:escalationId/settled',
  getMoments: 'GET /api/v1/moments',
  recordMoment: 'POST /api/v1/moments',
  listChannels: 'GET /api/v1/channels',
  createChannel: 'POST /api/v1/channels',
  changeChannel: 'PUT /api/v1/channels/:channelId',
  removeChannel: 'DELETE /api/v1/channels/:channelId',
  setStoreWelcome: 'PUT /api/v1/welcome',
  listBudgets: 'GET /api/v1/budgets',
  setBudget: 'PUT /api/v1/budgets',
  removeBudget: 'DELETE /api/v1/budgets/:scope/:scopeId',
  getContactImport: 'GET /api/v1/contacts/import',
  getDiagnostics: 'GET /api/v1/diagnostics',
  searchAudit: 'GET /api/v1/audit',
  listMembers: 'GET /api/v1/members',
  changeMember: 'POST /api/v1/members',
  handOver: 'POST /api/v1/members/:userId/handover',
  listIdentityLinks: 'GET /api/v1/identity',
  decideIdentity: 'POST /api/v1/identity/suggestions/:suggestionId',
  undoIdentityMerge: 'POST /api/v1/identity/merges/:mergeId/undo',
  listAlerts: 'GET /api/v1/alerts',
  reviewAlert: 'POST /api/v1/alerts/:alertId/review',
  listImports: 'GET /api/v1/imports',
  uploadImport: 'POST /api/v1/imports',
  previewImport: 'POST /api/v1/imports/:importId/preview',
  startImport: 'POST /api/v1/imports/:importId/start',
  stopImport: 'POST /api/v1/imports/:importId/stop',
  getImportRejects: 'GET /api/v1/imports/:importId/rejects',
  getReview: 'GET /api/v1/review',
  endReviewTask: 'POST /api/v1/review/tasks/:taskId/done',
  getClaim: 'GET /api/v1/claims/:token',
  openClaim: 'POST /api/v1/claims/:token/open',
  takeClaim: 'POST /api/v1/claims/:token/claim',
  optOutByClaim: 'POST /api/v1/claims/:token/opt-out',
  optInByClaim: 'POST /api/v1/claims/:token/opt-in',
  getQuizPage: 'GET /api/v1/quiz-links/:token',
  openQuizPage: 'POST /api/v1/quiz-links/:token/open',
  answerQuiz: 'POST /api/v1/quiz-links/:token/answers',
  ingestOrders: 'POST /api/v1/ingest/orders',
  ingestEvents: 'POST /api/v1/ingest/events',
  ingestCustomers: 'POST /api/v1/ingest/customers',
  ingestProducts: 'POST /api/v1/ingest/products',
  ingestGroupDays: 'POST /api/v1/ingest/group-days',
  redeemCoupon: 'POST /api/v1/coupons/redeem',
  reverseCoupon: 'POST /api/v1/coupons/reverse',
} as const

export type RouteName = keyof typeof paths
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Splits a table entry into its method and path. */
export function methodAndPath(name: RouteName): { method: Method; path: string } {
  const [method, path] = paths[name].split(' ') as [Method, string]
  return { method, path }
}
