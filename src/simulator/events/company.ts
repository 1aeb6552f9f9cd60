import type { Directory } from '../state/directory.ts'
import type { EventElements } from './event-xml.ts'
import type { EventSender } from './sender.ts'
import type { WelcomeCodes } from './welcome-codes.ts'

interface Needs {
  directory: Directory
  events: Pick<EventSender, 'emit'>
  welcomeCodes: WelcomeCodes
  now: () => number
  randomToken: () => string
}

/** Whether an add event carries a welcome code: as the platform has it, or none, or a new one whatever went before. */
export type CodeWish = 'as-platform' | 'none' | 'new'

interface Arrival {
  userId: string
  externalUserId: string
  state: string
}

export type Company = ReturnType<typeof createCompany>

/**
 * What people do in their WeCom and WeChat clients: each changes the company and sends the event that it causes, unlike
 * a write of the server API. Each answers whether it was possible.
 */
export function createCompany({ directory, events, welcomeCodes, now, randomToken }: Needs) {
  /** Pairs where the customer has deleted the member, whose own entry stays. */
  const leftByCustomer = new Set<string>()
  /** Since when a customer waits to be added back, epoch ms by pair. */
  const halfAddedAt = new Map<string, number>()
  const pairOf = (userId: string, externalUserId: string) => `${userId}\n${externalUserId}`
  const seconds = () => Math.floor(now() / 1000)
  const contactEvent = (
    ChangeType: string,
    UserID: string,
    ExternalUserID: string,
    more: EventElements = {},
  ) => events.emit({ Event: 'change_external_contact', ChangeType, UserID, ExternalUserID, ...more })

  /** Nothing is to be welcomed where a welcome went out on the half-add. */
  function hasCode(userId: string, externalUserId: string, wanted: CodeWish): boolean {
    if (wanted !== 'as-platform') return wanted === 'new'
    const since = halfAddedAt.get(pairOf(userId, externalUserId))
    return since === undefined || !welcomeCodes.isUsed(userId, externalUserId, since)
  }

  function tellAdded(
    changeType: string,
    { userId, externalUserId, state, code }: Arrival & { code: CodeWish },
  ): void {
    const isCoded = hasCode(userId, externalUserId, code)
    contactEvent(changeType, userId, externalUserId, {
      ...(state === '' ? {} : { State: state }),
      ...(isCoded ? { WelcomeCode: welcomeCodes.issue(userId, externalUserId) } : {}),
    })
  }

  return {
    /** Both sides know each other now; `state` is that of the channel's code. */
    addCustomer(
      userId: string,
      externalUserId: string,
      state = '',
      { code = 'as-platform' }: { code?: CodeWish } = {},
    ): boolean {
      const hasReturned = leftByCustomer.delete(pairOf(userId, externalUserId))
      if (!hasReturned && !directory.addFollow(userId, externalUserId, seconds())) return false
      directory.changeFollow(userId, externalUserId, { state, createdAtSeconds: seconds() })
      tellAdded('add_external_contact', { userId, externalUserId, state, code })
      halfAddedAt.delete(pairOf(userId, externalUserId))
      return true
    },

    /** Somebody nobody in the company knew scans a code; answers the new external_userid, or null for an unknown member. */
    addNewCustomer(userId: string, name: string, state = ''): string | null {
      if (!directory.member(userId)) return null
      const externalUserId = `wm${randomToken()}`
      directory.addContact({ externalUserId, name, avatar: '', type: 1, gender: 0, follows: [] })
      return this.addCustomer(userId, externalUserId, state) ? externalUserId : null
    },

    /** The customer added the member without being asked; the member has not added them back. */
    halfAddCustomer(
      userId: string,
      externalUserId: string,
      state = '',
      { code = 'as-platform' }: { code?: CodeWish } = {},
    ): boolean {
      const isPossible = directory.member(userId) && directory.contact(externalUserId)
      if (!isPossible || directory.follow(userId, externalUserId)) return false
      tellAdded('add_half_external_contact', { userId, externalUserId, state, code })
      halfAddedAt.set(pairOf(userId, externalUserId), now())
      return true
    },

    editFollow(
      userId: string,
      externalUserId: string,
      change: { remark?: string; description?: string; tagIds?: string[] },
    ): boolean {
      if (!directory.changeFollow(userId, externalUserId, change)) return false
      contactEvent('edit_external_contact', userId, externalUserId)
      return true
    },

    deleteByMember(userId: string, externalUserId: string, { isByTransfer = false } = {}): boolean {
      if (!directory.removeFollow(userId, externalUserId)) return false
      leftByCustomer.delete(pairOf(userId, externalUserId))
      const more = isByTransfer ? { Source: 'DELETE_BY_TRANSFER' } : {}
      contactEvent('del_external_contact', userId, externalUserId, more)
      return true
    },

    /** Only the customer deleted the member: the API goes on answering for the pair. */
    deleteByCustomer(userId: string, externalUserId: string): boolean {
      const pair = pairOf(userId, externalUserId)
      if (!directory.follow(userId, externalUserId) || leftByCustomer.has(pair)) return false
      leftByCustomer.add(pair)
      contactEvent('del_follow_user', userId, externalUserId)
      return true
    },

    failTransfer(userId: string, externalUserId: string, reason: string): boolean {
      if (!directory.follow(userId, externalUserId)) return false
      contactEvent('transfer_fail', userId, externalUserId, { FailReason: reason })
      return true
    },
  }
}
