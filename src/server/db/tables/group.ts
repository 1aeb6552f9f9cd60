/** Customer groups as WeCom tells them, and what is pushed into them. */
export interface GroupTables {
  groupChat: {
    chatId: string
    name: string
    ownerUserId: string
    adminUserIdsJson: string
    /** 'open' or 'dismissed'. */
    status: string
    notice: string
    memberCount: number
    createdAt: number
    /** Exits are known from here on: the first list. */
    knownSince: number
    /** When the stored list was asked for; 0 = it is known to be out of date. */
    fetchedAt: number
    /** What staff settled (GRP-02). */
    planJson: string
    /** Raised first in every transaction that pushes into this group: the row lock of both engines. */
    lockVersion: number
  }
  /** One stay of one person: who comes back has another row. */
  groupMember: {
    chatId: string
    memberId: string
    joinedAt: number
    /** 'staff' or 'customer'. */
    kind: string
    /** When the exit was told, or seen in a newer list. */
    leftAt: number | null
    /** 1 direct, 2 link, 3 QR code; 0 unknown. */
    joinScene: number
    invitor: string | null
  }
  /** One send into a group; sends within ten minutes are one push. */
  groupTouch: {
    touchId: string
    chatId: string
    userId: string
    requestId: string
    contentType: string
    isPromotion: number
    isCheckIn: number
    bubbles: number
    scriptId: string | null
    text: string | null
    overrideKind: string | null
    overrideNote: string | null
    at: number
    /** WeCom did not take it: it does not count. */
    voidedAt: number | null
  }
  /** Messages of a local day, as the shop told them. */
  groupDay: { chatId: string; localDay: number; messages: number; updatedAt: number }
}
