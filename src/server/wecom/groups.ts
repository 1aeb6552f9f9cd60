import { WecomUnreachable } from './answer.ts'
import type { WecomClient } from './client.ts'

/** A customer group with everybody in it, as WeCom tells it. */
export interface GroupChat {
  chatId: string
  name: string
  ownerUserId: string
  adminUserIds: string[]
  notice: string
  createdAt: number
  members: GroupChatMember[]
}

export interface GroupChatMember {
  memberId: string
  isCustomer: boolean
  joinedAt: number
  joinScene: number
  invitor: string | null
}

const staffType = 1
const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown) => (Array.isArray(value) ? value.map(record) : [])
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const instant = (seconds: unknown) => Number(seconds ?? 0) * 1000

/** Reads one group. A list without anybody is no answer: at least its owner is in a group. */
export async function fetchGroup(client: WecomClient, chatId: string): Promise<GroupChat> {
  const answer = await client.post('externalcontact/groupchat/get', { chat_id: chatId, need_name: 0 })
  const group = record(answer['group_chat'])
  const members = list(group['member_list']).map((member) => ({
    memberId: text(member['userid']),
    isCustomer: Number(member['type']) !== staffType,
    joinedAt: instant(member['join_time']),
    joinScene: Number(member['join_scene'] ?? 0),
    invitor: text(record(member['invitor'])['userid']) || null,
  }))
  if (members.length === 0) throw new WecomUnreachable('WeCom told no members of a group')
  return {
    chatId,
    name: text(group['name']).trim(),
    ownerUserId: text(group['owner']),
    adminUserIds: list(group['admin_list']).map((admin) => text(admin['userid'])),
    notice: text(group['notice']).trim(),
    createdAt: instant(group['create_time']),
    members,
  }
}
