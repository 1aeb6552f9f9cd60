/** The company's tags in WeCom, and what of ours is still on its way there. */
export interface CorpTagTables {
  corpTagGroup: {
    groupId: string
    name: string
    sortOrder: number
    /** Made by this app; of all others nothing is ever edited or deleted. */
    isOurs: number
    deletedAt: number | null
    fetchedAt: number
  }
  corpTag: {
    corpTagId: string
    groupId: string
    name: string
    sortOrder: number
    isOurs: number
    deletedAt: number | null
    fetchedAt: number
  }
  /** One row: when the list was asked for that is stored. */
  corpTagFetch: { name: string; askedAt: number }
  /** What a follower's customer shall have or not have in WeCom: the last tap decides, whatever was on its way. */
  corpTagPush: {
    pushId: string
    customerId: string
    userId: string
    groupName: string
    name: string
    /** The tag that was chosen; null for one of the store's own, which is found or made by group and name. */
    corpTagId: string | null
    /** The tag that was last marked, whatever it has been called since. */
    markedTagId: string | null
    /** 'add' or 'remove'. */
    wanted: string
    /** Raised by each tap: a push that was overtaken settles nothing. */
    version: number
    /** 'pending', 'done' or 'failed' (given up, shown to the follower). */
    status: string
    attempts: number
    dueAt: number
    claimedBy: string | null
    claimedUntil: number | null
    /** WeCom's error code; null = it could not be reached. */
    errcode: number | null
    changedAt: number
    settledAt: number | null
  }
  /** What is to become of a corp tag or group that this app made, after the store changed its lists. */
  corpTagEdit: {
    editId: string
    /** 'rename-tag', 'rename-group' or 'delete-tag'. */
    kind: string
    /** The tag's or the group's id in WeCom. */
    targetId: string
    groupName: string
    fromName: string
    toName: string | null
    /** 'pending', 'done', 'foreign' (not ours), 'changed' (somebody was faster) or 'failed'. */
    status: string
    attempts: number
    dueAt: number
    claimedBy: string | null
    claimedUntil: number | null
    errcode: number | null
    changedAt: number
    settledAt: number | null
  }
}
