import type { FastifyInstance } from 'fastify'
import { handOver } from '../../contract/members.ts'
import { type Gate, register } from '../http/register.ts'
import type { Handovers } from './service.ts'

export function handoverRoutes(app: FastifyInstance, gate: Gate, handovers: Handovers): void {
  register(app, gate, handOver, async ({ actor, params, body }) => ({
    handover: await handovers.handOver(actor.userId, params.userId, body),
  }))
}
