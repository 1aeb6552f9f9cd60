import type { Directory } from '../state/directory.ts'
import type { EventElements } from './event-xml.ts'
import type { EventSender } from './sender.ts'

interface Needs {
  directory: Directory
  events: Pick<EventSender, 'emit'>
  now: () => number
  randomToken: () => string
}

export type GroupDesk = ReturnType<typeof createGroupDesk>

/** What happens to customer groups in the clients; each change is told to the app. */
export function createGroupDesk({ directory, events, now, randomToken }: Needs) {
  const seconds = () => Math.floor(now() / 1000)
  const tell = (ChangeType: string, ChatId: string, more: EventElements = {}) =>
    events.emit({ Event: 'change_external_chat', ChangeType, ChatId, ...more })
  const tellUpdate = (chatId: string, UpdateDetail: string, more: EventElements = {}) =>
    tell('update', chatId, { UpdateDetail, ...more })

  return {
    create(name: string, ownerUserId: string): string | null {
      if (!directory.member(ownerUserId)) return null
      const chatId = `wr${randomToken()}`
      directory.groups.push({
        chatId,
        name,
        ownerUserId,
        createdAtSeconds: seconds(),
        memberUserIds: [ownerUserId],
        externalUserIds: [],
      })
      tell('create', chatId)
      return chatId
    },

    join(chatId: string, externalUserId: string): boolean {
      if (!directory.joinGroup(chatId, externalUserId, seconds())) return false
      const MemChangeList = [externalUserId]
      tellUpdate(chatId, 'add_member', { JoinScene: 1, QuitScene: 0, MemChangeCnt: 1, MemChangeList })
      return true
    },

    leave(chatId: string, externalUserId: string): boolean {
      if (!directory.leaveGroup(chatId, externalUserId)) return false
      const MemChangeList = [externalUserId]
      tellUpdate(chatId, 'del_member', { JoinScene: 0, QuitScene: 0, MemChangeCnt: 1, MemChangeList })
      return true
    },

    rename(chatId: string, name: string): boolean {
      const group = directory.group(chatId)
      if (!group) return false
      group.name = name
      tellUpdate(chatId, 'change_name')
      return true
    },

    changeOwner(chatId: string, ownerUserId: string): boolean {
      const group = directory.group(chatId)
      if (!group?.memberUserIds.includes(ownerUserId)) return false
      group.ownerUserId = ownerUserId
      tellUpdate(chatId, 'change_owner')
      return true
    },

    dismiss(chatId: string): boolean {
      if (!directory.dismissGroup(chatId)) return false
      tell('dismiss', chatId)
      return true
    },
  }
}
