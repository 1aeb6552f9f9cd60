import type { Escalation } from '../../contract/escalations.ts'
import { dayMs, minuteMs } from '../../domain/calendar.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { findEscalation, settleOpen, waitingEscalations } from './escalation-rows.ts'

export interface LeadQueueNeeds {
  rights: { teamOf: (leadUserId: string) => Promise<string[]> }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
  customers: {
    /** The name that those know the customer by through whom this member reaches them; null for all others. */
    nameFor: (customerId: string, userId: string) => Promise<string | null>
  }
}

/** Who asks; their role says how far they see. */
export interface Lead {
  userId: string
  role: string
}

/** Who asked longer ago has bought elsewhere, or come back. */
const longestMs = 7 * dayMs
/** More than a lead reads at once. */
const mostShown = 200

export type LeadQueue = ReturnType<typeof createLeadQueue>

/** What waits for a lead: prices that nobody told in time. A reply to the customer takes one off as 已处理 does. */
export function createLeadQueue(context: ServerContext, { rights, members, customers }: LeadQueueNeeds) {
  const { db, now } = context

  /** Whose customers they answer for; null = everybody's. */
  const followersFor = async ({ userId, role }: Lead): Promise<string[] | null> =>
    role === 'admin' ? null : [userId, ...(await rights.teamOf(userId))]

  return {
    async list(lead: Lead): Promise<Escalation[]> {
      const asOf = now()
      const since = asOf - longestMs
      const waiting = await waitingEscalations(db, await followersFor(lead), { since, limit: mostShown })
      const names = await members.namesOf([...new Set(waiting.flatMap(({ followerIds }) => followerIds))])
      const shown: Escalation[] = []
      for (const { escalationId, customerId, enquiryStartedAt, followerIds } of waiting)
        shown.push({
          escalationId,
          customerName: await customers.nameFor(customerId, lead.userId),
          advisors: followerIds.map((userId) => names.get(userId) ?? userId),
          startedAt: enquiryStartedAt,
          waitingMinutes: Math.floor((asOf - enquiryStartedAt) / minuteMs),
        })
      return shown
    },

    /** One of another team is unknown; one settled before keeps who did it and when. */
    async settle(lead: Lead, escalationId: string): Promise<{ escalationId: string; settledAt: number }> {
      const known = await findEscalation(db, escalationId, await followersFor(lead))
      if (!known) throw new AppError('not_found')
      const { customerId, enquiryStartedAt } = known
      const at = now()
      return db.transaction().execute(async (trx) => {
        const isSettled = await settleOpen(trx, escalationId, { settledAt: at, settledBy: lead.userId })
        if (!isSettled) {
          const before = await findEscalation(trx, escalationId, null)
          return { escalationId, settledAt: before?.settledAt ?? at }
        }
        const subject = { subjectKind: 'escalation', subjectId: escalationId, customerId }
        const entry = { at, actor: lead.userId, action: 'escalation.settled', ...subject }
        const waitedMinutes = Math.floor((at - enquiryStartedAt) / minuteMs)
        await recordAudit(trx, context, { ...entry, details: { waitedMinutes } })
        return { escalationId, settledAt: at }
      })
    },
  }
}
