import type { GroupMixPart } from '../cadence/groups/group-mix.ts'
import type { GroupPushKind } from '../cadence/groups/push-kind.ts'
import type { ExitRate } from '../risk/exit-rate.ts'
import { type CheckInStreak, checkInText } from './check-in.ts'
import type { GroupPlanItem } from './group-plan.ts'
import type { GroupSizeAdvice } from './group-size.ts'

/** What is known of a group, each part as its own rule tells it. */
export interface GroupState {
  exit: ExitRate
  /** RISK-03 calls for a topic day. */
  needsTopicDay: boolean
  size: GroupSizeAdvice
  mix: readonly GroupMixPart[]
  plan: readonly GroupPlanItem[]
  checkIn: CheckInStreak
}

/** The sentences that go with the numbers. */
export interface GroupEvidence {
  exit: string
  messages: string
}

export interface GroupSuggestion {
  ruleId: string
  title: string
  advice: string
  evidence: string[]
  /** The kind of push that answers it. */
  kind: GroupPushKind | null
}

/**
 * What staff should do in this group, most urgent first: content instead of promotions (RISK-02), a topic day (RISK-03), a
 * split (GRP-01), less selling (CON-01, when its share exceeds the plan and RISK-02 does not say it already), the open parts
 * of GRP-02, and the check-in of the week (CAD-11) once there is a plan.
 */
export function groupSuggestions(state: GroupState, evidence: GroupEvidence): GroupSuggestion[] {
  const { exit, size, plan, checkIn } = state
  const found: GroupSuggestion[] = []
  const suggest = (
    ruleId: string,
    kind: GroupPushKind | null,
    title: string,
    advice: string,
    because: string[],
  ) => found.push({ ruleId, title, advice, evidence: because, kind })

  if (exit.isPromotionPaused)
    suggest('RISK-02', 'content', '先发内容，不发促销', '发干货和答疑，把人留住再谈优惠', [evidence.exit])
  if (state.needsTopicDay)
    suggest('RISK-03', 'interaction', '办一次话题日', '抛一个人人能答的话题，当天逐条回应', [
      evidence.messages,
    ])
  if (size.size === 'split' || size.size === 'full')
    suggest(size.ruleId, null, '拆群', `按需求或活跃度分成${size.groups}个群`, [size.text])
  const selling = state.mix.find(({ content }) => content === 'conversion')
  if (selling && !exit.isPromotionPaused && selling.percent > selling.targetPercent)
    suggest('CON-01', 'content', '下一条发有用的内容', '促销占比偏高，先补干货和互动', [
      `转化内容占${selling.percent}%，计划${selling.targetPercent}%`,
    ])
  const open = plan.filter(({ isDone }) => !isDone)
  if (open.length > 0)
    suggest(
      'GRP-02',
      null,
      '补齐建群三件事',
      '价值、人设、首单路径都定下来',
      open.map(({ text }) => text),
    )
  else if (!checkIn.isThisWeekDone)
    suggest('CAD-11', 'interaction', '发起本周打卡', '一周一次，不做排名和惩罚', [checkInText(checkIn)])
  return found
}
