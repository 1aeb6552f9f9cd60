import { createHash } from 'node:crypto'
import type { GroupChange } from '../groups/roster.ts'
import type {
  AddedEvent,
  FollowEvent,
  GreetEvent,
  RemovedByMemberEvent,
  TagEvent,
  TransferFailedEvent,
} from './handlers.ts'
import { childText, type XmlElement } from './xml.ts'

/** What was understood of an event, and all of it that is kept. */
export type CallbackEvent =
  | { kind: 'added' | 'halfAdded' | 'auditApproved'; event: GreetEvent }
  | { kind: 'edited'; event: AddedEvent }
  | { kind: 'removedByMember'; event: RemovedByMemberEvent }
  | { kind: 'removedByCustomer'; event: FollowEvent }
  | { kind: 'transferFailed'; event: TransferFailedEvent }
  | { kind: 'groupChanged'; event: GroupChange }
  | { kind: 'tagChanged'; event: TagEvent }

export interface WecomEvent {
  /** `Event.ChangeType`, or the MsgType of what is no event. */
  name: string
  /** The same for the same event delivered again. */
  keyHash: string
  /** Whom or what it is about: such events are applied one after another. */
  subject: string
  at: number
  /** Null for what we do nothing with. */
  understood: CallbackEvent | null
}

const longestId = 200
const identifying = ['MsgId', 'Event', 'ChangeType', 'UserID', 'ExternalUserID', 'ChatId', 'Id', 'CreateTime']
const subjects = ['ExternalUserID', 'ChatId', 'Id', 'FromUserName']

function membersOf(message: XmlElement): string[] {
  const list = message.children.find((child) => child.name === 'MemChangeList')
  return list?.children.filter((child) => child.name === 'Item').map((item) => item.text.trim()) ?? []
}

/**
 * A hash over what tells two events apart. CreateTime counts whole seconds, so the event's parties belong to it, and for
 * a group the kind of change and its members: a chat may change twice within a second.
 */
function keyOf(message: XmlElement, text: string): string {
  const parts = identifying.map((name) => childText(message, name) ?? '')
  const isTimed = ['MsgId', 'CreateTime'].some((name) => (childText(message, name) ?? '') !== '')
  const others = [
    childText(message, 'FromUserName') ?? '',
    childText(message, 'UpdateDetail') ?? '',
    ...membersOf(message).sort(),
  ]
  const whole = JSON.stringify(isTimed ? [...parts, ...others] : [text])
  return createHash('sha256').update(whole).digest('hex')
}

function tagChange(
  changeType: string,
  id: string | null,
  kind: string | undefined,
  at: number,
): TagEvent | null {
  if (id === null) return null
  if (!['create', 'update', 'delete', 'shuffle'].includes(changeType)) return null
  const change = changeType as TagEvent['change']
  return { change, kind: kind === 'tag' || kind === 'tag_group' ? kind : null, id, at }
}

function understand(message: XmlElement, at: number): CallbackEvent | null {
  const text = (name: string) => childText(message, name)
  const id = (name: string) => {
    const value = text(name) ?? ''
    return value === '' || value.length > longestId ? null : value
  }
  const changeType = text('ChangeType') ?? ''

  if (text('Event') === 'change_external_chat') {
    const chatId = id('ChatId')
    if (chatId === null || !['create', 'update', 'dismiss'].includes(changeType)) return null
    const change = { chatId, changeType: changeType as GroupChange['changeType'], at }
    const updateDetail = text('UpdateDetail')
    const memberIds = membersOf(message).filter((memberId) => memberId.length <= longestId)
    return {
      kind: 'groupChanged',
      event: { ...change, memberIds, ...(updateDetail ? { updateDetail } : {}) },
    }
  }
  if (text('Event') === 'change_external_tag') {
    const event = tagChange(changeType, id('Id'), text('TagType'), at)
    return event && { kind: 'tagChanged', event }
  }
  if (text('Event') !== 'change_external_contact') return null

  const userId = id('UserID')
  const externalUserId = id('ExternalUserID')
  if (userId === null || externalUserId === null) return null
  const follow = { externalUserId, userId, at }
  const added = { ...follow, state: id('State') ?? '' }
  const greeting = { ...added, welcomeCode: id('WelcomeCode') }
  switch (changeType) {
    case 'add_external_contact':
      return { kind: 'added', event: greeting }
    case 'add_half_external_contact':
      return { kind: 'halfAdded', event: greeting }
    case 'msg_audit_approved':
      return greeting.welcomeCode === null ? null : { kind: 'auditApproved', event: greeting }
    case 'edit_external_contact':
      return { kind: 'edited', event: added }
    case 'del_external_contact':
      return {
        kind: 'removedByMember',
        event: { ...follow, isByTransfer: text('Source') === 'DELETE_BY_TRANSFER' },
      }
    case 'del_follow_user':
      return { kind: 'removedByCustomer', event: follow }
    case 'transfer_fail':
      return { kind: 'transferFailed', event: { ...follow, reason: text('FailReason') ?? '' } }
    default:
      return null
  }
}

/** Elements are read by name, in any order; `receivedAt` stands in where no CreateTime is told. */
export function readEvent(message: XmlElement, text: string, receivedAt: number): WecomEvent {
  const seconds = childText(message, 'CreateTime') ?? ''
  const at = /^\d{1,11}$/.test(seconds) ? Number(seconds) * 1000 : receivedAt
  const of = (name: string) => (childText(message, name) ?? '').slice(0, longestId)
  const named = of('Event') === '' ? [of('MsgType')] : [of('Event'), of('ChangeType')]
  return {
    name: named.filter((part) => part !== '').join('.') || 'unknown',
    keyHash: keyOf(message, text),
    subject: subjects.map(of).find((value) => value !== '') ?? '',
    at,
    understood: understand(message, at),
  }
}

/** Who has to be welcomed because of it. */
export function greetingOf(event: CallbackEvent): GreetEvent | null {
  if (event.kind === 'halfAdded') return { ...event.event, isHalf: true }
  return event.kind === 'added' || event.kind === 'auditApproved' ? event.event : null
}
