import type { FastifyInstance } from 'fastify'
import { decideOfferException, requestOfferException } from '../../../contract/offers.ts'
import { type Gate, register } from '../../http/register.ts'
import type { Exceptions } from './service.ts'

export function exceptionRoutes(app: FastifyInstance, gate: Gate, exceptions: Exceptions): void {
  register(app, gate, requestOfferException, async ({ actor, params, body }) => ({
    exception: await exceptions.request(actor, params.externalUserId, params.offerId, body.reason),
  }))
  register(app, gate, decideOfferException, async ({ actor, params, body }) => ({
    exception: await exceptions.decide(actor, params.exceptionId, body.status),
  }))
}
