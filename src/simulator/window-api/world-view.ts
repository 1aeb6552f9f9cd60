import type { WorldView } from '../protocol/world-view.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

export function worldView(state: SimulatorState): WorldView {
  const { directory } = state
  const nameOf = (id: string) => directory.contact(id)?.name ?? directory.member(id)?.name ?? id
  return {
    corp: { corpId: directory.corp.corpId, agentId: directory.corp.agentId, name: directory.corp.name },
    members: directory.members.map((member) => ({
      userId: member.userId,
      name: member.name,
      position: member.position,
      isActive: member.status === 1,
      contacts: directory.contactsOf(member.userId).map(({ contact, follow }) => ({
        externalUserId: contact.externalUserId,
        name: contact.name,
        remark: follow.remark,
        avatar: contact.avatar,
        type: contact.type,
        addedAtSeconds: follow.createdAtSeconds,
      })),
    })),
    groups: directory.groups.map((group) => ({
      chatId: group.chatId,
      name: group.name,
      ownerUserId: group.ownerUserId,
      memberUserIds: group.memberUserIds,
      memberNames: [...group.memberUserIds, ...group.externalUserIds].map(nameOf),
    })),
    appOrigin: state.appOrigin,
  }
}
