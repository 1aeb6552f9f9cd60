import type { FastifyInstance } from 'fastify'
import { listAlerts, reviewAlert } from '../../contract/alerts.ts'
import { type Gate, register } from '../http/register.ts'
import type { Alerts } from './service.ts'

export function alertRoutes(app: FastifyInstance, gate: Gate, alerts: Alerts): void {
  register(app, gate, listAlerts, async ({ actor }) => ({ alerts: await alerts.list(actor.role) }))
  register(app, gate, reviewAlert, async ({ params, actor }) => ({
    alert: await alerts.review(params.alertId, actor),
  }))
}
