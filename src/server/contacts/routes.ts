import type { FastifyInstance } from 'fastify'
import { getContactImport } from '../../contract/contacts.ts'
import { type Gate, register } from '../http/register.ts'
import type { Contacts } from './service.ts'

export function contactRoutes(app: FastifyInstance, gate: Gate, contacts: Pick<Contacts, 'progress'>): void {
  register(app, gate, getContactImport, () => contacts.progress())
}
