import type { FastifyInstance } from 'fastify'
import { getDiagnostics } from '../../contract/diagnostics.ts'
import { type Gate, register } from '../http/register.ts'
import type { DiagnosticsService } from './service.ts'

export function diagnosticRoutes(app: FastifyInstance, gate: Gate, diagnostics: DiagnosticsService): void {
  register(app, gate, getDiagnostics, () => diagnostics.read())
}
