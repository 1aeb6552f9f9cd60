/** The simulated company as the chat window needs it: `GET /simulator/api/world`. */
export interface WorldView {
  corp: { corpId: string; agentId: string; name: string }
  members: MemberView[]
  groups: GroupView[]
  /** Origin that the app calls its own when it differs from the window's: card links are mapped back from it. */
  appOrigin: string | null
}

export interface MemberView {
  userId: string
  name: string
  position: string
  isActive: boolean
  contacts: ContactView[]
}

export interface ContactView {
  externalUserId: string
  name: string
  remark: string
  avatar: string
  /** 1 a WeChat user, 2 a WeCom user. */
  type: 1 | 2
  addedAtSeconds: number
}

export interface GroupView {
  chatId: string
  name: string
  ownerUserId: string
  memberUserIds: string[]
  memberNames: string[]
}
