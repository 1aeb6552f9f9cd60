/** A friend who came through a customer's invitation; instants are epoch ms, null = has not happened. */
export interface InvitedFriend {
  /** One natural person, however many accounts. */
  personId: string
  invitedAt: number
  /** The person's first paid order at this shop, ever. */
  firstPaidAt: number | null
  /** That order was refunded in full. */
  isRefunded: boolean
}

export interface ReferralState {
  status: 'inviting' | 'waitingForOrders' | 'earned'
  joined: number
  ordered: number
  needed: number
  /** When the order came that earned the reward; null before. */
  earnedAt: number | null
  ruleId: 'REF-01'
  /** For the advisor. */
  text: string
}

/**
 * REF-01: where an invitation stands at `asOf`. The reward is earned with the first order of the `needed`-th friend
 * (inclusive), never by joining alone. Of one person only the earliest invitation counts; the recommender does not count, nor who had ordered before
 * being invited, nor a refunded order. Later events than `asOf` have not happened. `needed` below 1 counts as 1.
 */
export function referralState(
  recommenderId: string,
  friends: readonly InvitedFriend[],
  needed: number,
  asOf: number,
): ReferralState {
  const people = new Map<string, InvitedFriend>()
  for (const friend of [...friends].sort((a, b) => a.invitedAt - b.invitedAt)) {
    if (friend.personId === recommenderId || friend.invitedAt > asOf || people.has(friend.personId)) continue
    if (friend.firstPaidAt !== null && friend.firstPaidAt < friend.invitedAt) continue
    people.set(friend.personId, friend)
  }
  const orderedAt = [...people.values()]
    .flatMap(({ firstPaidAt, isRefunded }) => (firstPaidAt === null || isRefunded ? [] : [firstPaidAt]))
    .filter((at) => at <= asOf)
    .sort((a, b) => a - b)
  const wanted = Math.max(1, needed)
  const counts = { joined: people.size, ordered: orderedAt.length, needed: wanted, ruleId: 'REF-01' as const }
  const earnedAt = orderedAt[wanted - 1] ?? null
  if (earnedAt !== null)
    return { ...counts, status: 'earned', earnedAt, text: `${wanted}位好友已完成首单，可以发奖励` }
  if (counts.joined < wanted) {
    const text = `已邀请${counts.joined}位，还差${wanted - counts.joined}位`
    return { ...counts, status: 'inviting', earnedAt, text }
  }
  const text = `已邀请${counts.joined}位，还差${wanted - counts.ordered}位完成首单`
  return { ...counts, status: 'waitingForOrders', earnedAt, text }
}
