import type { FastifyInstance } from 'fastify'
import { endReminder, listReminders, setReminder } from '../../contract/reminders.ts'
import { type Gate, register } from '../http/register.ts'
import type { Reminders } from './service.ts'

export function reminderRoutes(app: FastifyInstance, gate: Gate, reminders: Reminders): void {
  register(app, gate, setReminder, ({ params, body, actor, settle }) =>
    reminders.set(params.externalUserId, actor.userId, body, settle),
  )
  register(app, gate, listReminders, async ({ params, actor }) => ({
    reminders: await reminders.list(params.externalUserId, actor.userId),
  }))
  register(app, gate, endReminder, async ({ params, body, actor }) => ({
    reminders: await reminders.end(params.externalUserId, actor.userId, {
      reminderId: params.reminderId,
      outcome: body.outcome,
    }),
  }))
}
