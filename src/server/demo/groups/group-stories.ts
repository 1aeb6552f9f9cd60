import type { GroupPushKind } from '../../../domain/cadence/groups/push-kind.ts'
import type { GroupPlan } from '../../../domain/groups/group-plan.ts'
import { demoGroupIds } from '../../../simulator/people/group-ids.ts'

/** What happened in a group lately, in days before today. */
export interface GroupStory {
  /** One exit each; above 8 % of 30 days promotions pause (RISK-02). */
  exitDays: readonly number[]
  pushDays: Partial<Record<GroupPushKind, readonly number[]>>
  /** Days of `pushDays` on which the push opened the weekly check-in. */
  checkInDays: readonly number[]
  /** Messages of the days before today, yesterday first; fewer than 50 three days running ask for a topic day (RISK-03). */
  messages: readonly number[]
  plan: Partial<GroupPlan>
}

export const groupStories: Readonly<Record<string, GroupStory>> = {
  [demoGroupIds.healthy]: {
    exitDays: [8, 21],
    pushDays: { content: [2, 6, 9, 13, 16, 20, 23], interaction: [4, 18], benefit: [11] },
    checkInDays: [2, 9, 16, 23],
    messages: [86, 112, 74, 95, 131, 68, 90],
    plan: {
      value: '换季护肤答疑，老客福利先知道',
      persona: '林溪，做了六年护肤顾问，说话实在',
      firstPurchasePath: '先领 9.9 元试用装，用满一周再选正装',
    },
  },
  [demoGroupIds.leaking]: {
    exitDays: [1, 2, 2, 3, 6, 9, 10, 16, 17, 24],
    pushDays: { content: [5, 19], benefit: [4, 11, 18, 25], flashSale: [2, 9, 16, 23] },
    checkInDays: [],
    messages: [31, 24, 42, 57, 63, 71, 66],
    plan: { value: '敏感肌成分与用法交流' },
  },
  [demoGroupIds.foreign]: {
    exitDays: [14],
    pushDays: { content: [1, 5, 12, 19, 26], interaction: [3, 15], benefit: [8] },
    checkInDays: [],
    messages: [58, 64, 77],
    plan: {},
  },
}
