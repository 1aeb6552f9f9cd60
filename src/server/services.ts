import { createAttribution } from './attribution/service.ts'
import { createBudgetsService } from './budgets/service.ts'
import { createClaimsService } from './claims/service.ts'
import type { ServerContext } from './context.ts'
import { createCouponsService } from './coupons/service.ts'
import { createCustomers } from './customers/service.ts'
import { createEnquiries } from './enquiries/service.ts'
import { createEvents } from './events/service.ts'
import { createFacts } from './facts/service.ts'
import { createIdentity } from './identity/service.ts'
import { createIngest } from './ingest/service.ts'
import { createKeys } from './keys/service.ts'
import { createLedgerService } from './ledger/service.ts'
import { createMembers } from './members/service.ts'
import { createModels } from './models/service.ts'
import { createExceptions } from './offers/exceptions/service.ts'
import { createOffers } from './offers/service.ts'
import { raiseActivity, refreshSummaries } from './orders/purchase-summaries.ts'
import { createOrders } from './orders/service.ts'
import { createPanel } from './panel/service.ts'
import { createProducts } from './products/service.ts'
import { createQuizPages } from './quiz/page.ts'
import { createQuizzes } from './quiz/service.ts'
import { createReminders } from './reminders/service.ts'
import { createScriptLibrary } from './scripts/library.ts'
import { createScripts } from './scripts/service.ts'
import { createSessions } from './sessions/session.ts'
import { createSuggestions } from './suggestions/service.ts'
import { createTags } from './tags/service.ts'
import { createTimeline } from './timeline/service.ts'
import { createTouches } from './touches/service.ts'
import { createWecomClient } from './wecom/client.ts'
import { createCredentials } from './wecom/credentials.ts'
import { createWecomIdentity } from './wecom/identity.ts'
import { createOauthStates } from './wecom/oauth-states.ts'
import { createPageSignatures } from './wecom/page-signature.ts'

export type Services = ReturnType<typeof createServices>

/**
 * Every service, each given what it needs. Some need each other (a coupon asks the offer rules, the rules ask for the
 * customer's coupons): those meet through functions that look their neighbour up when called.
 */
export function createServices(context: ServerContext) {
  const client = createWecomClient(context, createCredentials(context))
  const members = createMembers(context)
  const keys = createKeys(context)
  const products = createProducts()
  const attribution = createAttribution()
  const identity = createIdentity(context, { refreshSummaries, attribution })
  const events = createEvents({ identity, raiseActivity })
  const models = createModels(context)
  const library = createScriptLibrary()
  const budgets = createBudgetsService(context)
  const ledger = createLedgerService(context, { budgets })
  const customers = createCustomers(context, { client, linkExternalContact: identity.linkExternalContact })
  const tags = createTags(context, { customers, events, products })

  const orders = createOrders(context, {
    identity,
    attribution,
    coupons: {
      reverseForOrder: (trx, { orderId, refundedFen, reason }) =>
        coupons.reverseForOrder(trx, orderId, { refundedFen, reason, actor: 'ingest' }),
    },
  })

  const suggestions = createSuggestions(context, { customers })
  const enquiries = createEnquiries(context, {
    customers,
    events,
    suggestions,
    touches: {
      history: (db, customerId, before, limit) => touches.history(db, customerId, before, limit),
    },
  })
  const facts = createFacts(context, {
    suggestions,
    enquiries,
    orders,
    events,
    products,
    models,
    customers,
    tags,
    coupons: { lastOpenedOrClaimedAt: (db, customerId) => coupons.lastOpenedOrClaimedAt(db, customerId) },
  })
  const touches = createTouches(context, {
    customers,
    facts,
    library,
  })
  const offers = createOffers(context, {
    facts,
    budgets,
    products,
    models: {
      storeMeanOrderValueFen: async (db) => (await models.currentModel(db)).ltv.storeMeanOrderValueFen,
    },
    coupons: { couponHistory: (db, customerId, asOf) => coupons.couponHistory(db, customerId, asOf) },
  })
  const exceptions = createExceptions(context, { customers, judge: offers.judgeOne })
  const coupons = createCouponsService(context, {
    judge: offers.judgeForIssue,
    ledger,
    customers,
    touches,
    members,
    attribution,
  })
  const reminders = createReminders(context, { customers, members, touches })
  const scripts = createScripts(context, { library, touches, products, facts })
  const claims = createClaimsService(context, { coupons, members, customers, products })
  const quizzes = createQuizzes(context, { customers, facts, touches, members })
  const quizPages = createQuizPages(context, { customers, members })
  const timeline = createTimeline(context, {
    orders,
    events,
    products,
    touches,
    library,
    tags,
    coupons,
    members,
    facts,
    reminders,
  })
  const panel = createPanel(context, {
    customers,
    facts,
    offers,
    touches,
    scripts,
    tags,
    members,
    coupons,
    suggestions,
    enquiries,
  })
  return {
    client,
    members,
    keys,
    customers,
    facts,
    touches,
    offers,
    exceptions,
    coupons,
    scripts,
    library,
    tags,
    timeline,
    claims,
    quizzes,
    quizPages,
    panel,
    suggestions,
    enquiries,
    orders,
    attribution,
    reminders,
    events,
    products,
    budgets,
    ingest: createIngest(context, { identity, orders, events, products }),
    sessions: createSessions(context, members),
    states: createOauthStates(context),
    identity: createWecomIdentity(client),
    signatures: createPageSignatures(context, client),
  }
}
