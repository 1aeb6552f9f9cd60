import { localDay } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import { createLeases } from '../leases/leases.ts'
import type { Members } from '../members/service.ts'
import { WecomRefused } from '../wecom/answer.ts'
import type { MemberProfile, WecomIdentity } from '../wecom/identity.ts'
import type { Outcome } from './reader.ts'
import { isOfMember, isOfWecom } from './refusals.ts'
import { changeRun, knownMembers, leaseMs } from './repository.ts'

const restMs = 5 * 60_000
const notFound = 60111
const leftStatus = 5

interface Needs {
  identity: Pick<WecomIdentity, 'profileOf'>
  members: Pick<Members, 'refreshed'>
  customers: Pick<Customers, 'allFollowers'>
}

/** Asks WeCom once a day for the members we know and those who follow customers. */
export function createStaff(context: ServerContext, { identity, members, customers }: Needs) {
  const { db, now, log, config } = context
  const leases = createLeases(context)

  /** Null when WeCom will not tell of this member. One whom it does not find has left, or nobody may see them any more. */
  async function profileOf(userId: string): Promise<MemberProfile | null> {
    try {
      return await identity.profileOf(userId)
    } catch (error) {
      if (error instanceof WecomRefused && error.errcode === notFound)
        return { userId, name: userId, departments: [], leaderOf: [], status: leftStatus }
      if (isOfMember(error)) return null
      throw error
    }
  }

  return async function refreshMembers(signal?: AbortSignal): Promise<Outcome> {
    const lease = await leases.take({ name: 'members', ms: leaseMs })
    if (!lease) return 'busy'
    /** Answers whether the lease still held. */
    const note = (change: Parameters<typeof changeRun>[2]) =>
      db.transaction().execute(async (trx) => {
        const isHeld = await lease.renew(trx)
        if (isHeld) await changeRun(trx, 'members', change)
        return isHeld
      })
    const startedAt = now()
    try {
      const userIds = new Set([...(await knownMembers(db)), ...(await customers.allFollowers())])
      for (const userId of userIds) {
        if (signal?.aborted) return 'stopped'
        const profile = await profileOf(userId)
        if (profile) await members.refreshed(profile)
        if (!(await lease.renew())) return 'busy'
      }
      const isHeld = await note({
        status: 'finished',
        localDay: localDay(startedAt, config.timeZone),
        startedAt,
        finishedAt: now(),
        problem: null,
      })
      return isHeld ? 'finished' : 'busy'
    } catch (error) {
      if (!isOfWecom(error)) throw error
      log.warn({ reason: error.message }, 'the members could not be read to the end')
      const isHeld = await note({ problem: error.message, dueAt: now() + restMs })
      return isHeld ? 'failed' : 'busy'
    } finally {
      await lease.release()
    }
  }
}
