import type { FastifyInstance } from 'fastify'
import { changeMember, listMembers } from '../../contract/members.ts'
import { type Gate, register } from '../http/register.ts'
import type { MemberRoster } from './roster.ts'

export function memberRoutes(app: FastifyInstance, gate: Gate, roster: MemberRoster): void {
  register(app, gate, listMembers, async () => ({ members: await roster.list() }))
  register(app, gate, changeMember, async ({ actor, body: { userId, role, team } }) => ({
    member: await roster.change(userId, { role, team }, actor.userId),
  }))
}
