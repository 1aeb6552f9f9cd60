import type { FastifyInstance } from 'fastify'
import { getMoments, recordMoment } from '../../contract/moments.ts'
import { type Gate, register } from '../http/register.ts'
import type { Moments } from './service.ts'

export function momentRoutes(app: FastifyInstance, gate: Gate, moments: Moments): void {
  register(app, gate, getMoments, ({ actor }) => moments.read(actor.userId))
  register(app, gate, recordMoment, ({ actor, body }) => moments.record(actor.userId, body))
}
