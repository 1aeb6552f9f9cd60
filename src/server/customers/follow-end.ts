/** WeCom may go on listing for this long what an event has ended. */
const lagMs = 10 * 60_000

export interface FollowEnd {
  endedAt: number | null
  endedBy: string | null
  addedAt: number | null
}

/** An entry as WeCom lists it, asked for at `askedAt`; `addedAt` = the add that an event told meanwhile. */
export interface Listed {
  followedAt: number
  askedAt: number
  addedAt: number | null
  /** The list decides even shortly after an end. */
  isDecisive: boolean
}

/**
 * Whether a follow that an event has ended is over although WeCom lists it. One that the customer ended is listed for good
 * (the platform goes on answering for the pair), so only a later add brings it back; one that the member ended is no
 * longer listed, so after a while the list is right. `since` counts whole seconds, as WeCom's times do.
 */
export function isStillEnded({ endedAt, endedBy, addedAt }: FollowEnd, listed: Listed): boolean {
  if (endedAt === null) return false
  const since = Math.max(listed.followedAt, addedAt ?? 0, listed.addedAt ?? 0)
  if (endedBy === 'customer') return since <= endedAt
  if (endedBy === 'absent') return false
  return since < endedAt && !listed.isDecisive && listed.askedAt <= endedAt + lagMs
}
