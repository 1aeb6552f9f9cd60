/** GRP-02: what a group needs before it is opened. */
export interface GroupPlan {
  /** What members get out of it. */
  value: string
  /** Who speaks in it and how. */
  persona: string
  /** How a member comes to the first purchase. */
  firstPurchasePath: string
}

export const groupPlanParts = ['value', 'persona', 'firstPurchasePath'] as const satisfies (keyof GroupPlan)[]
export type GroupPlanPart = (typeof groupPlanParts)[number]

export interface GroupPlanItem {
  part: GroupPlanPart
  isDone: boolean
  /** For staff: what is settled, or the question to answer. */
  text: string
}

const questions: Record<GroupPlanPart, string> = {
  value: '价值：客户留在群里能得到什么',
  persona: '人设：谁在群里说话，是什么身份',
  firstPurchasePath: '路径：客户怎样走到首单',
}

/** GRP-02: the checklist of a group; blank text is not done. Always the three items, in this order. */
export function groupPlanItems(plan: Partial<GroupPlan>): GroupPlanItem[] {
  return groupPlanParts.map((part) => {
    const settled = plan[part]?.trim() ?? ''
    return { part, isDone: settled !== '', text: settled === '' ? questions[part] : settled }
  })
}

/** GRP-02: whether all three are settled. */
export function isGroupPlanReady(plan: Partial<GroupPlan>): boolean {
  return groupPlanItems(plan).every(({ isDone }) => isDone)
}
