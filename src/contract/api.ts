import { getClaim, openClaim, optOutByClaim, takeClaim } from './claims.ts'
import { issueCoupon, markCouponSent, redeemCoupon, reverseCoupon, voidCoupon } from './coupons.ts'
import { closeEnquiry, startEnquiry } from './enquiries.ts'
import { ingestCustomers, ingestEvents, ingestOrders, ingestProducts } from './ingest.ts'
import { decideOfferException, listOffers, requestOfferException } from './offers.ts'
import { getPanel } from './panel.ts'
import type { RouteName } from './paths.ts'
import { answerQuiz, getQuiz, getQuizPage, issueQuiz, markQuizSent, openQuizPage, voidQuiz } from './quiz.ts'
import { endReminder, listReminders, setReminder } from './reminders.ts'
import type { Route } from './route.ts'
import { listScripts } from './scripts.ts'
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
  startEnquiry,
  closeEnquiry,
  issueCoupon,
  markCouponSent,
  voidCoupon,
  getQuiz,
  issueQuiz,
  markQuizSent,
  voidQuiz,
  listScripts,
  getClaim,
  openClaim,
  takeClaim,
  optOutByClaim,
  getQuizPage,
  openQuizPage,
  answerQuiz,
  ingestOrders,
  ingestEvents,
  ingestCustomers,
  ingestProducts,
  redeemCoupon,
  reverseCoupon,
} satisfies { [N in RouteName]: Route & { name: N } }

export type Api = typeof api
