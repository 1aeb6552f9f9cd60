import type { FastifyInstance } from 'fastify'
import { addNote } from '../../contract/notes.ts'
import { type Gate, register } from '../http/register.ts'
import type { Notes } from './service.ts'

export function noteRoutes(app: FastifyInstance, gate: Gate, notes: Notes): void {
  register(app, gate, addNote, ({ params, body, actor, settle }) =>
    notes.add(params.externalUserId, actor, body.text, settle),
  )
}
