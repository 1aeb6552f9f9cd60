import type { GroupPanel, GroupPushMeter } from '../../contract/groups.ts'
import { groupPushReasons } from '../../domain/cadence/groups/push-reasons.ts'
import { groupPushNames, isPromotionKind, type GroupPushKind } from '../../domain/cadence/groups/push-kind.ts'
import { dayMs, localDay } from '../../domain/calendar.ts'
import { checkInSettings, checkInText } from '../../domain/groups/check-in.ts'
import { messagesText } from '../../domain/groups/daily-messages.ts'
import { type GroupPlan, groupPlanItems } from '../../domain/groups/group-plan.ts'
import { groupSizeAdvice, platformMostPeople } from '../../domain/groups/group-size.ts'
import { groupSuggestions } from '../../domain/groups/group-suggestions.ts'
import { exitPercent, exitText, mayPush } from '../../domain/risk/exit-rate.ts'
import { needsTopicDay } from '../../domain/risk/quiet-group.ts'
import type { SeenGroup } from './roster.ts'
import type { SendRow } from './sends.ts'
import { type GroupStanding, mixDays } from './standing.ts'

const shownKinds: readonly GroupPushKind[] = ['content', 'flashSale', 'interaction', 'benefit']
const shownTouches = 20

/** Each kind of push beside its cap, and what stands in the way of the next one by this member. */
export function meterView(standing: GroupStanding, userId: string): GroupPushMeter[] {
  const { meter, exit, rules, windowDays } = standing
  const text = exitText(exit, windowDays)
  return shownKinds.map((kind) => {
    const cap = meter.caps.find((entry) => entry.kind === kind)
    const sent = standing.pushes.filter((push) => push.kind === kind && isThisWeek(push.sentAt, standing))
    const weekCount = cap?.weekCount ?? sent.length
    return {
      kind,
      name: groupPushNames[kind],
      isPromotion: isPromotionKind(kind),
      weekCount,
      weekCap: cap?.weekCap ?? null,
      left: cap ? Math.max(0, cap.weekCap - weekCount) : null,
      refusal: mayPush({ kind }, exit) ? null : { ruleId: exit.ruleId, text },
      warnings: groupPushReasons({ kind, actorUserId: userId, bubbles: 1 }, standing, standing, rules),
    }
  })
}

function isThisWeek(at: number, { asOf, timeZone }: GroupStanding): boolean {
  return localDay(at, timeZone) > localDay(asOf, timeZone) - 7
}

export function checklistView(planJson: string): GroupPanel['checklist'] {
  const items = groupPlanItems(JSON.parse(planJson) as Partial<GroupPlan>)
  return { ruleId: 'GRP-02', isReady: items.every(({ isDone }) => isDone), items }
}

export function touchView(
  send: SendRow,
  viewer: string,
  names: ReadonlyMap<string, string>,
): GroupPanel['touches'][number] {
  const { touchId, at, userId, contentType, bubbles } = send
  return {
    touchId,
    at,
    by: names.get(userId) ?? userId,
    isMine: userId === viewer,
    contentType,
    contentName: groupPushNames[contentType],
    isPromotion: send.isPromotion === 1,
    isCheckIn: send.isCheckIn === 1,
    bubbles,
  }
}

function flowView(
  { exit, flow, windowDays, asOf, timeZone }: GroupStanding,
  knownSince: number,
): GroupPanel['flow'] {
  const knownDays = localDay(asOf, timeZone) - localDay(knownSince, timeZone) + 1
  const isWatching = knownDays < windowDays
  const text = exitText(exit, windowDays)
  return {
    ruleId: exit.ruleId,
    windowDays,
    joined: flow.joined,
    left: exit.leftPeople,
    exitPercent: exitPercent(exit),
    limitPercent: exit.limitPercent,
    state: exit.isPromotionPaused ? 'paused' : isWatching ? 'watching' : 'fine',
    knownSince,
    text: isWatching ? `${text}（只统计了${knownDays}天）` : text,
  }
}

/** The whole panel of a group in the words of the contract. */
export function panelView(
  { group, isStale }: SeenGroup,
  standing: GroupStanding,
  viewer: { userId: string; names: ReadonlyMap<string, string> },
): GroupPanel {
  const { asOf, rules, exit, flow, people, mix, checkIn, days } = standing
  const size = groupSizeAdvice(people, rules)
  const checklist = checklistView(group.planJson)
  const counts = days.map(({ messages }) => messages)
  const messages = messagesText(days)
  const flowShown = flowView(standing, group.knownSince)
  return {
    group: {
      chatId: group.chatId,
      name: group.name === '' ? '未命名群聊' : group.name,
      ownerName: viewer.names.get(group.ownerUserId) ?? group.ownerUserId,
      isOwnedByMe: group.ownerUserId === viewer.userId,
      createdAt: group.createdAt,
      notice: group.notice,
    },
    size: {
      ruleId: size.ruleId,
      people,
      customers: flow.customers,
      staff: flow.staff,
      mostPeople: platformMostPeople,
      size: size.size,
      isWarning: size.size === 'split' || size.size === 'full',
      text: size.text,
    },
    flow: flowShown,
    meter: meterView(standing, viewer.userId),
    mix: { ruleId: 'CON-01', windowDays: mixDays, total: standing.mixTotal, parts: mix },
    checklist,
    checkIn: {
      ruleId: 'CAD-11',
      ...checkIn,
      streakWeeks: checkInSettings(rules).streakWeeks,
      text: checkInText(checkIn),
    },
    messages: {
      ruleId: 'RISK-03',
      isKnown: counts.every((count) => count !== null),
      days: days.map(({ day, messages: count }) => ({ date: dateOf(day), messages: count })),
      text: messages,
    },
    suggestions: groupSuggestions(
      { exit, size, mix, checkIn, plan: checklist.items, needsTopicDay: needsTopicDay(counts, rules) },
      { exit: flowShown.text, messages },
    ),
    touches: standing.sends
      .slice(0, shownTouches)
      .map((send) => touchView(send, viewer.userId, viewer.names)),
    asOf,
    fetchedAt: group.fetchedAt,
    isStale,
  }
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}
