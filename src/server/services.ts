import { createReads } from './audit/reads.ts'
import { createAudit } from './audit/service.ts'
import { createAlerts } from './abuse/service.ts'
import { createAttribution } from './attribution/service.ts'
import { createBudgetLimits } from './budgets/limits/service.ts'
import { createBudgetsService } from './budgets/service.ts'
import { createCallbacks } from './callbacks/service.ts'
import { createClaimsService } from './claims/service.ts'
import { createContactEvents } from './contacts/events.ts'
import { createContacts } from './contacts/service.ts'
import type { ServerContext } from './context.ts'
import { createCorpTags } from './corp-tags/service.ts'
import { createCouponsService } from './coupons/service.ts'
import { createCustomers } from './customers/service.ts'
import { createDiagnostics } from './diagnostics/service.ts'
import { createLeadQueue } from './enquiries/lead-queue.ts'
import { createEnquiries } from './enquiries/service.ts'
import { createEvents } from './events/service.ts'
import { createFacts } from './facts/service.ts'
import { createRoster } from './groups/roster.ts'
import { createGroups } from './groups/service.ts'
import { createHandovers } from './handover/service.ts'
import { createMerges } from './identity/merges/service.ts'
import { createIdentity } from './identity/service.ts'
import { createUploads } from './import/uploads/service.ts'
import { createCustomerFacts } from './ingest/customer-facts.ts'
import { createIngest } from './ingest/service.ts'
import { createKeys } from './keys/service.ts'
import { createLedgerService } from './ledger/service.ts'
import { createDepartments } from './members/departments.ts'
import { createMemberRoster } from './members/roster.ts'
import { createMembers } from './members/service.ts'
import { createModels } from './models/service.ts'
import { createMoments } from './moments/service.ts'
import { createExceptions } from './offers/exceptions/service.ts'
import { createWaitingExceptions } from './offers/exceptions/waiting.ts'
import { createOffers } from './offers/service.ts'
import { refreshSummaries } from './orders/purchase-summaries.ts'
import { createOrders } from './orders/service.ts'
import { raiseActivity } from './orders/summary-writes.ts'
import { createPanel } from './panel/service.ts'
import { createRetention } from './privacy/retention/service.ts'
import { createPrivacy } from './privacy/service.ts'
import { createProducts } from './products/service.ts'
import { createQuizPages } from './quiz/page.ts'
import { createQuizzes } from './quiz/service.ts'
import { createWelcomeLinks } from './quiz/welcome-links.ts'
import { createNotes } from './notes/service.ts'
import { createReminders } from './reminders/service.ts'
import { createReviews } from './review/service.ts'
import { createRights } from './rights/service.ts'
import { createScriptLibrary } from './scripts/library.ts'
import { createScripts } from './scripts/service.ts'
import { createStoreWords } from './scripts/words.ts'
import { createSessions } from './sessions/session.ts'
import { createSuggestions } from './suggestions/service.ts'
import { createTags } from './tags/service.ts'
import { createTimeline } from './timeline/service.ts'
import { createTouches } from './touches/service.ts'
import { createWecomClient } from './wecom/client.ts'
import { createCredentials } from './wecom/credentials.ts'
import { createHealth } from './wecom/health.ts'
import { createWecomIdentity } from './wecom/identity.ts'
import { createOauthStates } from './wecom/oauth-states.ts'
import { createPageSignatures } from './wecom/page-signature.ts'
import { createChannels } from './welcome/channels.ts'
import { createWelcome } from './welcome/greet.ts'
import { unsentWelcomes } from './welcome/unsent.ts'

export type Services = ReturnType<typeof createServices>

/**
 * Every service, each given what it needs. Some need each other (a coupon asks the offer rules, the rules ask for the
 * customer's coupons): those meet through functions that look their neighbour up when called.
 */
export function createServices(context: ServerContext) {
  const health = createHealth(context)
  const credentials = createCredentials(context, health)
  const client = createWecomClient(context, credentials, health)
  const members = createMembers(context)
  const wecomIdentity = createWecomIdentity(client)
  const rights = createRights(context, { members })
  const keys = createKeys(context)
  const products = createProducts()
  const attribution = createAttribution()
  const identity = createIdentity(context, { refreshSummaries, attribution })
  const events = createEvents({ identity, raiseActivity })
  const models = createModels(context)
  const library = createScriptLibrary()
  const budgets = createBudgetsService(context)
  const ledger = createLedgerService(context, { budgets })
  const customers = createCustomers(context, {
    rights,
    client,
    linkExternalContacts: identity.linkExternalContacts,
  })
  const tags = createTags(context, { customers, events, products })
  const corpTags = createCorpTags(context, { client, customers })

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
    touches: {
      lastByRule: (db, customerId, ruleIds, asOf) => touches.lastByRule(db, customerId, ruleIds, asOf),
    },
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
  const exceptions = createExceptions(context, { customers, rights, judge: offers.judgeOne })
  const coupons = createCouponsService(context, {
    judge: offers.judgeForIssue,
    ledger,
    customers,
    touches,
    members,
    attribution,
  })
  const notes = createNotes(context, { customers })
  const reminders = createReminders(context, { customers, members, touches })
  const scripts = createScripts(context, { library, touches, products, facts })
  const roster = createRoster(context, { client })
  const groups = createGroups(context, { roster, members, library })
  const memberRoster = createMemberRoster(context, { rights })
  const welcomeNeeds = {
    client,
    identity,
    customers,
    tags,
    touches,
    quizLinks: createWelcomeLinks(context),
    members,
    memberRoster,
    readWords: createStoreWords(context),
  }
  const welcome = createWelcome(context, welcomeNeeds)
  const handlers = {
    contacts: createContactEvents(context, { customers }),
    groups: { changed: roster.applyGroupChange },
    tags: corpTags.handlers,
    welcome,
  }
  const callbacks = createCallbacks(context, handlers, health)
  const privacy = createPrivacy(context, { customers, members })
  const claims = createClaimsService(context, { coupons, members, customers, products, privacy })
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
    notes,
    unsentWelcomes,
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
    quizzes,
  })
  return {
    client,
    members,
    memberRoster,
    departments: createDepartments(context, client),
    handovers: createHandovers(context, { members, customers, notes, reminders, library, coupons }),
    channels: createChannels(context, welcomeNeeds),
    welcome,
    rights,
    keys,
    customers,
    facts,
    touches,
    offers,
    exceptions,
    waitingFor: createWaitingExceptions(context, { customers, rights, members }),
    coupons,
    merges: createMerges(context, { members, refreshSummaries, attribution }),
    alerts: createAlerts(context, { members }),
    scripts,
    library,
    tags,
    corpTags,
    timeline,
    claims,
    quizzes,
    quizPages,
    panel,
    suggestions,
    enquiries,
    leadQueue: createLeadQueue(context, { rights, members, customers }),
    orders,
    attribution,
    reminders,
    notes,
    roster,
    groups,
    callbacks,
    diagnostics: createDiagnostics(context, { credentials, client, health, callbacks }),
    events,
    products,
    budgets,
    budgetLimits: createBudgetLimits(context, { budgets, members, memberRoster }),
    ledger,
    ingest: createIngest(context, { identity, orders, events, products }),
    uploads: createUploads(context, {
      members,
      stores: {
        orders: orders.store,
        events: events.store,
        products: products.store,
        customers: createCustomerFacts({ identity }).store,
      },
    }),
    audit: createAudit(context, { members, keys }),
    reads: createReads(context),
    privacy,
    retention: createRetention(context, { orders }),
    moments: createMoments(context),
    reviews: createReviews(context, { members }),
    sessions: createSessions(context, members),
    states: createOauthStates(context),
    identity: wecomIdentity,
    contacts: createContacts(context, { client, identity: wecomIdentity, customers, members }),
    signatures: createPageSignatures(context, client),
  }
}
