import type { FastifyInstance } from 'fastify'
import {
  getPrivacy,
  optInCustomer,
  optOutCustomer,
  recordConsent,
  revealField,
} from '../../contract/privacy.ts'
import { type Gate, register } from '../http/register.ts'
import type { PrivacyService } from './service.ts'

export function privacyRoutes(app: FastifyInstance, gate: Gate, privacy: PrivacyService): void {
  register(app, gate, getPrivacy, ({ params, actor }) => privacy.show(params.externalUserId, actor.userId))
  register(app, gate, recordConsent, ({ params, body, actor }) =>
    privacy.consent(params.externalUserId, actor.userId, body),
  )
  register(app, gate, optOutCustomer, ({ params, body, actor }) =>
    privacy.optOutFor(params.externalUserId, actor.userId, body.reason),
  )
  register(app, gate, optInCustomer, ({ params, body, actor }) =>
    privacy.optInFor(params.externalUserId, actor.userId, body.reason),
  )
  register(app, gate, revealField, ({ params, body, actor }) =>
    privacy.reveal(params.externalUserId, actor.userId, body),
  )
}
