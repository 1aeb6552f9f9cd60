import type { FastifyInstance } from 'fastify'
import { searchAudit } from '../../contract/audit.ts'
import { type Gate, register } from '../http/register.ts'
import type { Audit } from './service.ts'

export function auditRoutes(app: FastifyInstance, gate: Gate, audit: Audit): void {
  register(app, gate, searchAudit, ({ query }) => audit.search(query))
}
