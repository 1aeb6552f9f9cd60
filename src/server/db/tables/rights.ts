/** Who leads whom, and who is signed in. */
export interface RightsTables {
  /** As WeCom told at the last sign-in or refresh of the member. */
  memberDepartment: { userId: string; departmentId: number; isLeader: number }
  /** An admin's word on whom a lead answers for; any row of a lead puts WeCom's departments aside. */
  leadTeam: { leadUserId: string; kind: 'department' | 'member'; value: string }
  session: {
    sessionId: string
    userId: string
    /** Which edition of the cookie counts; the one before it does until the new one was seen. */
    rotation: number
    startedAt: number
    /** To the hour: written when the cookie is renewed. */
    seenAt: number
    rotatedAt: number
    /** When the cookie of this rotation first came back. */
    confirmedAt: number | null
    endedAt: number | null
  }
}
