import { localDay } from '../../domain/calendar.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import type { Members } from '../members/service.ts'
import { WecomRefused } from '../wecom/answer.ts'
import type { MemberProfile, WecomIdentity } from '../wecom/identity.ts'
import type { Outcome } from './reader.ts'
import { isOfMember, isOfWecom } from './refusals.ts'
import { changeRun, knownMembers, renewLease, takeLease } from './repository.ts'

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
    const holder = { name: 'members' as const, owner: newId(context, 'reader') }
    if (!(await takeLease(db, holder, now()))) return 'busy'
    const startedAt = now()
    try {
      const userIds = new Set([...(await knownMembers(db)), ...(await customers.allFollowers())])
      for (const userId of userIds) {
        if (signal?.aborted) return 'stopped'
        const profile = await profileOf(userId)
        if (profile) await members.refreshed(profile)
        if (!(await renewLease(db, holder, now()))) return 'busy'
      }
      await changeRun(db, holder, {
        status: 'finished',
        localDay: localDay(startedAt, config.timeZone),
        startedAt,
        finishedAt: now(),
        problem: null,
      })
      return 'finished'
    } catch (error) {
      if (!isOfWecom(error)) throw error
      log.warn({ reason: error.message }, 'the members could not be read to the end')
      await changeRun(db, holder, { problem: error.message, dueAt: now() + restMs })
      return 'failed'
    } finally {
      await changeRun(db, holder, { owner: null, leaseUntil: 0 })
    }
  }
}
