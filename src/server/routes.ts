import type { FastifyInstance } from 'fastify'
import { claimPages } from './claims/identity.ts'
import { claimRoutes } from './claims/routes.ts'
import { serveSecretPage } from './claims/secret-page.ts'
import { changeRoutes } from './coupons/changes.ts'
import { couponRoutes } from './coupons/routes.ts'
import { enquiryRoutes } from './enquiries/routes.ts'
import type { Gate } from './http/register.ts'
import { ingestRoutes } from './ingest/routes.ts'
import { exceptionRoutes } from './offers/exceptions/routes.ts'
import { offerRoutes } from './offers/routes.ts'
import type { Pages } from './pages/pages.ts'
import { panelRoutes } from './panel/routes.ts'
import { quizRoutes } from './quiz/routes.ts'
import { reminderRoutes } from './reminders/routes.ts'
import { scriptRoutes } from './scripts/routes.ts'
import type { Services } from './services.ts'
import { suggestionRoutes } from './suggestions/routes.ts'
import { tagRoutes } from './tags/routes.ts'
import { timelineRoutes } from './timeline/routes.ts'
import { touchRoutes } from './touches/routes.ts'

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
  exceptionRoutes(app, gate, services.exceptions)
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
  reminderRoutes(app, gate, services.reminders)
  suggestionRoutes(app, gate, services.suggestions)
  enquiryRoutes(app, gate, needs)
  scriptRoutes(app, gate, needs)
  tagRoutes(app, gate, needs)
  timelineRoutes(app, gate, needs)
  ingestRoutes(app, gate, services.ingest)
}
