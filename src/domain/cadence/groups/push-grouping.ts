import { touchWindowMs } from '../touch-grouping.ts'
import type { GroupPush } from './group-meter.ts'
import type { GroupPushKind } from './push-kind.ts'

/** One send into a group as it was recorded. */
export interface GroupSend extends GroupPush {
  actorUserId: string
  bubbles: number
  isPromotion: boolean
  isCheckIn: boolean
}

/**
 * Joins sends into pushes: the same kind by the same actor within 10 minutes of the first (inclusive) is one push, which
 * sells when one of its sends does. Oldest first; input order does not matter.
 */
export function groupPushes(sends: readonly GroupSend[]): GroupSend[] {
  const pushes: GroupSend[] = []
  for (const send of [...sends].sort((a, b) => a.sentAt - b.sentAt)) {
    const open = openPush(pushes, send, send.sentAt)
    if (!open) {
      pushes.push({ ...send })
      continue
    }
    open.bubbles += send.bubbles
    open.isPromotion ||= send.isPromotion
    open.isCheckIn ||= send.isCheckIn
  }
  return pushes
}

/** The push of this kind that a send of this actor at `asOf` joins. */
export function openPush<Push extends GroupSend>(
  pushes: readonly Push[],
  { actorUserId, kind }: { actorUserId: string; kind: GroupPushKind },
  asOf: number,
): Push | undefined {
  return pushes
    .filter((push) => push.actorUserId === actorUserId && push.kind === kind)
    .filter(({ sentAt }) => sentAt <= asOf && asOf - sentAt <= touchWindowMs)
    .at(-1)
}
