import { failure, ok, text, textList, type Endpoint } from './answer.ts'
import { pageOf } from './paging.ts'

function ownerFilter(value: unknown): string[] {
  return typeof value === 'object' && value !== null
    ? textList((value as Record<string, unknown>)['userid_list'])
    : []
}

export const groupEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: 'externalcontact/groupchat/list',
    isCustomerContact: true,
    emptyFields: { group_chat_list: [] },
    answer({ state, body }) {
      const owners = ownerFilter(body['owner_filter'])
      const page = pageOf(
        state.directory.groups.filter((group) => owners.length === 0 || owners.includes(group.ownerUserId)),
        { limit: body['limit'], cursor: body['cursor'], largestLimit: 1000 },
      )
      if (!page) return failure(40058)
      return ok({
        group_chat_list: page.rows.map((group) => ({ chat_id: group.chatId, status: 0 })),
        next_cursor: page.nextCursor,
      })
    },
  },
  {
    method: 'POST',
    path: 'externalcontact/groupchat/get',
    isCustomerContact: true,
    answer({ state, body }) {
      const { directory } = state
      const group = directory.group(text(body['chat_id']))
      if (!group) return failure(90501)
      const joined = (id: string) => ({
        join_time: group.joinedAtSeconds?.[id] ?? group.createdAtSeconds,
        join_scene: 1,
        group_nickname: '',
      })
      const named = (name: string) => (body['need_name'] === 1 ? { name } : {})
      const members = group.memberUserIds.map((userId) => ({
        userid: userId,
        type: 1,
        ...joined(userId),
        invitor: { userid: group.ownerUserId },
        ...named(directory.member(userId)?.name ?? ''),
      }))
      const customers = group.externalUserIds.map((externalUserId) => {
        const contact = directory.contact(externalUserId)
        const unionId = contact?.unionId === undefined ? {} : { unionid: contact.unionId }
        return {
          userid: externalUserId,
          type: 2,
          ...unionId,
          ...joined(externalUserId),
          ...named(contact?.name ?? ''),
        }
      })
      return ok({
        group_chat: {
          chat_id: group.chatId,
          name: group.name,
          owner: group.ownerUserId,
          create_time: group.createdAtSeconds,
          notice: group.notice ?? '',
          member_list: [...members, ...customers],
          admin_list: (group.adminUserIds ?? []).map((userid) => ({ userid })),
          member_version: `${group.chatId}-${members.length + customers.length}`,
        },
      })
    },
  },
]
