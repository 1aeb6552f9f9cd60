import { listAlerts, reviewAlert } from './alerts.ts'
import { searchAudit } from './audit.ts'
import { listBudgets, removeBudget, setBudget } from './budgets.ts'
import { changeChannel, createChannel, listChannels, removeChannel, setStoreWelcome } from './channels.ts'
import { getClaim, openClaim, optOutByClaim, takeClaim } from './claims.ts'
import { getContactImport } from './contacts.ts'
import { issueCoupon, markCouponSent, redeemCoupon, reverseCoupon, voidCoupon } from './coupons.ts'
import { getDiagnostics } from './diagnostics.ts'
import { closeEnquiry, startEnquiry } from './enquiries.ts'
import { listEscalations, settleEscalation } from './escalations.ts'
import {
  getGroupPanel,
  ingestGroupDays,
  recordGroupTouch,
  settleGroupPlan,
  voidGroupTouch,
} from './groups.ts'
import { decideIdentity, listIdentityLinks, undoIdentityMerge } from './identity.ts'
import {
  getImportRejects,
  listImports,
  previewImport,
  startImport,
  stopImport,
  uploadImport,
} from './imports.ts'
import { ingestCustomers, ingestEvents, ingestOrders, ingestProducts } from './ingest.ts'
import { changeMember, handOver, listMembers } from './members.ts'
import { addNote } from './notes.ts'
import { getMoments, recordMoment } from './moments.ts'
import { decideOfferException, listOfferExceptions, listOffers, requestOfferException } from './offers.ts'
import { getPanel } from './panel.ts'
import type { RouteName } from './paths.ts'
import {
  getPrivacy,
  optInByClaim,
  optInCustomer,
  optOutCustomer,
  recordConsent,
  revealField,
} from './privacy.ts'
import { answerQuiz, getQuiz, getQuizPage, issueQuiz, markQuizSent, openQuizPage, voidQuiz } from './quiz.ts'
import { endReminder, listReminders, setReminder } from './reminders.ts'
import { endReviewTask, getReview } from './review.ts'
import type { Route } from './route.ts'
import { changeOwnScript, listScripts, removeOwnScript, saveOwnScript } from './scripts.ts'
import { getSession, getSignature, logout } from './session.ts'
import { addTag, listTags, removeTag, restoreTag } from './tags.ts'
import { dismissSuggestion, listIgnored, restoreSuggestion, snoozeSuggestion } from './suggestions.ts'
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
  requestOfferException,
  listOfferExceptions,
  decideOfferException,
  getTimeline,
  listTags,
  addTag,
  removeTag,
  restoreTag,
  listTouches,
  recordTouch,
  markAsking,
  listIgnored,
  dismissSuggestion,
  snoozeSuggestion,
  restoreSuggestion,
  setReminder,
  listReminders,
  endReminder,
  getPrivacy,
  recordConsent,
  optOutCustomer,
  optInCustomer,
  revealField,
  addNote,
  startEnquiry,
  closeEnquiry,
  listEscalations,
  settleEscalation,
  issueCoupon,
  markCouponSent,
  voidCoupon,
  getQuiz,
  issueQuiz,
  markQuizSent,
  voidQuiz,
  listScripts,
  saveOwnScript,
  changeOwnScript,
  removeOwnScript,
  getGroupPanel,
  recordGroupTouch,
  voidGroupTouch,
  settleGroupPlan,
  getMoments,
  recordMoment,
  listChannels,
  createChannel,
  changeChannel,
  removeChannel,
  setStoreWelcome,
  listBudgets,
  setBudget,
  removeBudget,
  getContactImport,
  getDiagnostics,
  searchAudit,
  listMembers,
  changeMember,
  handOver,
  listIdentityLinks,
  decideIdentity,
  undoIdentityMerge,
  listAlerts,
  reviewAlert,
  listImports,
  uploadImport,
  previewImport,
  startImport,
  stopImport,
  getImportRejects,
  getReview,
  endReviewTask,
  getClaim,
  openClaim,
  takeClaim,
  optOutByClaim,
  optInByClaim,
  getQuizPage,
  openQuizPage,
  answerQuiz,
  ingestOrders,
  ingestEvents,
  ingestCustomers,
  ingestProducts,
  ingestGroupDays,
  redeemCoupon,
  reverseCoupon,
} satisfies { [N in RouteName]: Route & { name: N } }

export type Api = typeof api
