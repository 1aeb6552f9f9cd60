import type { FastifyInstance } from 'fastify'
import { changeMember, listMembers } from '../../contract/members.ts'
import { type Gate, register } from '../http/register.ts'
import type { Departments } from './departments.ts'
import type { MemberRoster } from './roster.ts'

interface Needs {
  memberRoster: MemberRoster
  departments: Departments
}

export function memberRoutes(
  app: FastifyInstance,
  gate: Gate,
  { memberRoster: roster, departments }: Needs,
): void {
  register(app, gate, listMembers, async () => {
    const [members, named] = await Promise.all([roster.list(), departments.list()])
    return { members, departments: [...named] }
  })
  register(app, gate, changeMember, async ({ actor, body: { userId, role, team } }) => ({
    member: await roster.change(userId, { role, team }, actor.userId),
  }))
}
