/** What the weekly review asks staff to do, and what advisors posted to Moments. */
export interface ReviewTables {
  reviewTask: {
    taskId: string
    ruleId: string
    /** Local day on which it was opened; one task a rule and day. */
    openedDay: number
    title: string
    /** The numbers behind it, as they were then. */
    detail: string
    openedAt: number
    doneAt: number | null
    doneBy: string | null
  }
  momentPost: {
    postId: string
    userId: string
    /** The tap that told of it; unique for each advisor. */
    requestId: string
    contentType: string
    postedAt: number
    overrideKind: string | null
    overrideNote: string | null
    createdAt: number
  }
}
