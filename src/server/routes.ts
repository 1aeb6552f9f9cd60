import type { FastifyInstance } from 'fastify'
import { alertRoutes } from './abuse/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { budgetRoutes } from './budgets/routes.ts'
import { callbackRoutes } from './callbacks/routes.ts'
import { claimPages } from './claims/identity.ts'
import { claimRoutes } from './claims/routes.ts'
import { serveSecretPage } from './claims/secret-page.ts'
import { changeRoutes } from './coupons/changes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { couponRoutes } from './coupons/routes.ts'
import { diagnosticRoutes } from './diagnostics/routes.ts'
import { enquiryRoutes } from './enquiries/routes.ts'
import { groupRoutes } from './groups/routes.ts'
import type { Gate } from './http/register.ts'
import { handoverRoutes } from './handover/routes.ts'
import { identityRoutes } from './identity/routes.ts'
import { importRoutes } from './import/routes.ts'
import { ingestRoutes } from './ingest/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { noteRoutes } from './notes/routes.ts'
import { momentRoutes } from './moments/routes.ts'
import { exceptionRoutes } from './offers/exceptions/routes.ts'
import { offerRoutes } from './offers/routes.ts'
import type { Pages } from './pages/pages.ts'
import { panelRoutes } from './panel/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { quizRoutes } from './quiz/routes.ts'
import { reminderRoutes } from './reminders/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { scriptRoutes } from './scripts/routes.ts'
import type { Services } from './services.ts'
import { suggestionRoutes } from './suggestions/routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { timelineRoutes } from './timeline/routes.ts'
import { touchRoutes } from './touches/routes.ts'
import { channelRoutes } from './welcome/routes.ts'

/** The routes of every noun. */
export async function nounRoutes(
  app: FastifyInstance,
  gate: Gate,
  services: Services,
  pages: Pages,
): Promise<void> {
  const { context } = app
  const needs = { context, ...services }
  panelRoutes(app, gate, services.panel)
  offerRoutes(app, gate, needs)
  exceptionRoutes(app, gate, services)
  couponRoutes(app, gate, services.coupons)
  changeRoutes(app, gate, needs)
  claimRoutes(app, gate, services.claims, context)
  claimPages(app, context, { ...services, sendClaim: pages.sendClaim })
  quizRoutes(app, gate, needs)
  serveSecretPage(app, context, services, {
    prefix: '/q',
    isKnown: services.quizPages.isKnown,
    send: pages.sendQuiz,
  })
  touchRoutes(app, gate, needs)
  noteRoutes(app, gate, services.notes)
  reminderRoutes(app, gate, services.reminders)
  suggestionRoutes(app, gate, services.suggestions)
  enquiryRoutes(app, gate, needs)
  scriptRoutes(app, gate, needs)
  groupRoutes(app, gate, needs)
  tagRoutes(app, gate, needs)
  timelineRoutes(app, gate, needs)
  memberRoutes(app, gate, services)
  handoverRoutes(app, gate, services.handovers)
  momentRoutes(app, gate, services.moments)
  channelRoutes(app, gate, services.channels)
  budgetRoutes(app, gate, services.budgetLimits)
  contactRoutes(app, gate, services.contacts)
  diagnosticRoutes(app, gate, services.diagnostics)
  identityRoutes(app, gate, services.merges)
  alertRoutes(app, gate, services.alerts)
  reviewRoutes(app, gate, services.reviews)
  importRoutes(app, gate, services.uploads)
  ingestRoutes(app, gate, services.ingest, context)
  privacyRoutes(app, gate, services.privacy)
  auditRoutes(app, gate, services.audit)
  await callbackRoutes(app, services.callbacks)
}
