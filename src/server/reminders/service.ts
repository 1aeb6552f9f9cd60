import type { Reminder } from '../../contract/reminders.ts'
import { touchWindowMs } from '../../domain/cadence/touch-grouping.ts'
import { dayMs } from '../../domain/calendar.ts'
import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { Settle } from '../http/settle.ts'
import {
  endReminder,
  handOverReminders,
  insertReminder,
  openReminders,
  type ReminderRow,
} from './repository.ts'

/** As far ahead as the meter looks for a free slot. */
const horizonMs = 60 * dayMs

interface Needs {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    lock: (trx: Database, customerId: string) => Promise<void>
  }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
  touches: {
    meter: (
      db: Database,
      question: { customerId: string; userId: string; asOf: number },
    ) => Promise<{ nextSlotAt: number }>
  }
}

export type Reminders = ReturnType<typeof createReminders>

export function createReminders(context: ServerContext, { customers, members, touches }: Needs) {
  const { db, now } = context

  function one(
    { reminderId, at, note, userId }: ReminderRow,
    names: ReadonlyMap<string, string>,
    viewer: string,
  ): Reminder {
    const by = names.get(userId) ?? userId
    return { reminderId, at, note: maskPhones(note), by, isMine: userId === viewer, isDue: at <= now() }
  }

  async function shown(rows: readonly ReminderRow[], viewer: string): Promise<Reminder[]> {
    const names = await members.namesOf([...new Set(rows.map(({ userId }) => userId))])
    return rows.map((row) => one(row, names, viewer))
  }

  /** The next golden time with room. Where that is now, the first one after the push that is open now. */
  async function nextSlotAt(trx: Database, customerId: string, userId: string, asOf: number) {
    const { nextSlotAt: slot } = await touches.meter(trx, { customerId, userId, asOf })
    if (slot > asOf) return slot
    const later = asOf + touchWindowMs
    return Math.max(later, (await touches.meter(trx, { customerId, userId, asOf: later })).nextSlotAt)
  }

  function audit(
    trx: Database,
    action: string,
    { reminderId, customerId }: Pick<ReminderRow, 'reminderId' | 'customerId'>,
    actor: string,
    details: object,
  ): Promise<void> {
    const subject = { subjectKind: 'reminder', subjectId: reminderId, customerId }
    return recordAudit(trx, context, { at: now(), actor, action, ...subject, details })
  }

  function requireAhead(at: number, asOf: number): void {
    if (at > asOf && at <= asOf + horizonMs) return
    const problem = 'must lie in the next 60 days'
    throw new AppError('invalid_input', {
      message: `body.at: ${problem}`,
      details: { fields: [{ field: 'body.at', problem }] },
    })
  }

  return {
    /** One for each advisor and instant: told again, the one that is open is answered. */
    async set(
      externalUserId: string,
      userId: string,
      { at, note = '' }: { at?: number | undefined; note?: string | undefined },
      settle: Settle<{ reminder: Reminder }>,
    ): Promise<{ reminder: Reminder }> {
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      const asOf = now()
      if (at !== undefined) requireAhead(at, asOf)
      const names = await members.namesOf([userId])
      return db.transaction().execute(async (trx) => {
        await customers.lock(trx, customerId)
        const wanted = at ?? (await nextSlotAt(trx, customerId, userId, asOf))
        const open = await openReminders(trx, customerId)
        const known = open.find((reminder) => reminder.userId === userId && reminder.at === wanted)
        if (known) return settle(trx, { reminder: one(known, names, userId) })
        const made: ReminderRow = {
          reminderId: newId(context, 'rem'),
          customerId,
          userId,
          at: wanted,
          note,
          createdAt: asOf,
          endedAt: null,
          endedBy: null,
          outcome: null,
        }
        await insertReminder(trx, made)
        await audit(trx, 'reminder.set', made, userId, { for: wanted })
        return settle(trx, { reminder: one(made, names, userId) })
      })
    },

    async list(externalUserId: string, userId: string): Promise<Reminder[]> {
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      return shown(await openReminders(db, customerId), userId)
    },

    handOver: handOverReminders,

    /** For the timeline. */
    openOf: async (reader: Database, customerId: string, viewer: string) =>
      shown(await openReminders(reader, customerId), viewer),

    async end(
      externalUserId: string,
      userId: string,
      { reminderId, outcome }: { reminderId: string; outcome: string },
    ): Promise<Reminder[]> {
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      const end = { endedAt: now(), endedBy: userId, outcome }
      await db.transaction().execute(async (trx) => {
        const ending = await endReminder(trx, { customerId, reminderId }, end)
        if (ending === 'unknown') throw new AppError('not_found')
        if (ending === 'ended')
          await audit(trx, 'reminder.ended', { reminderId, customerId }, userId, { outcome })
      })
      return shown(await openReminders(db, customerId), userId)
    },
  }
}
