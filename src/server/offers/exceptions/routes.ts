import type { FastifyInstance } from 'fastify'
import {
  decideOfferException,
  listOfferExceptions,
  requestOfferException,
  type WaitingException,
} from '../../../contract/offers.ts'
import { type Gate, register } from '../../http/register.ts'
import type { Exceptions } from './service.ts'

export function exceptionRoutes(
  app: FastifyInstance,
  gate: Gate,
  needs: { exceptions: Exceptions; waitingFor: (userId: string) => Promise<WaitingException[]> },
): void {
  const { exceptions, waitingFor } = needs
  register(app, gate, requestOfferException, ({ actor, params, body, settle }) =>
    exceptions.request(actor, { ...params, ...body }, settle),
  )
  register(app, gate, listOfferExceptions, async ({ actor }) => ({
    exceptions: await waitingFor(actor.userId),
  }))
  register(app, gate, decideOfferException, async ({ actor, params, body }) => ({
    exception: await exceptions.decide(actor, params.exceptionId, body.status),
  }))
}
