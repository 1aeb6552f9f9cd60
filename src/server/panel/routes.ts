import type { FastifyInstance } from 'fastify'
import { getPanel } from '../../contract/panel.ts'
import { type Gate, register } from '../http/register.ts'
import type { PanelService } from './service.ts'

export function panelRoutes(app: FastifyInstance, gate: Gate, panel: PanelService): void {
  register(app, gate, getPanel, ({ params, actor }) => panel.panelOf(params.externalUserId, actor))
}
