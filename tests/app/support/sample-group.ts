import { vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../src/app/api.ts'
import type { Chat } from '../../../src/app/host/bridge.ts'
import type { GroupPanel, GroupPushMeter } from '../../../src/contract/groups.ts'
import {
  groupPushNames,
  isPromotionKind,
  type GroupPushKind,
} from '../../../src/domain/cadence/groups/push-kind.ts'
import { sampleNow } from './sample-panel.ts'
import type { World } from './panel-world.ts'

export const skinGroup: Chat = { kind: 'group', chatId: 'wr-skin' }

export function sampleMeter(kind: GroupPushKind, change: Partial<GroupPushMeter> = {}): GroupPushMeter {
  return {
    kind,
    name: groupPushNames[kind],
    isPromotion: isPromotionKind(kind),
    weekCount: 1,
    weekCap: 3,
    left: 2,
    refusal: null,
    warnings: [],
    ...change,
  }
}

export const pause = { ruleId: 'RISK-02', text: '近30天退群率8.1%，超过8%，本群暂停促销' }
export const full = [{ ruleId: 'CAD-08', text: '本群本周内容 3/3 次' }]

export function sampleGroup(chatId = 'wr-skin', change: Partial<GroupPanel> = {}): GroupPanel {
  return {
    group: {
      chatId,
      name: chatId === 'wr-skin' ? '护肤交流群' : '另一个群',
      ownerName: '小林',
      isOwnedByMe: true,
      createdAt: sampleNow - 90 * 86_400_000,
      notice: '',
    },
    size: {
      ruleId: 'GRP-01',
      people: 120,
      customers: 118,
      staff: 2,
      mostPeople: 500,
      size: 'ideal',
      isWarning: false,
      text: '群里有120人，人数合适',
    },
    flow: {
      ruleId: 'RISK-02',
      windowDays: 30,
      joined: 12,
      left: 2,
      exitPercent: 1.7,
      limitPercent: 8,
      state: 'fine',
      knownSince: sampleNow - 90 * 86_400_000,
      text: '近30天退群2人，退群率1.7%',
    },
    meter: [
      sampleMeter('content'),
      sampleMeter('flashSale', { weekCap: 1, weekCount: 0, left: 1 }),
      sampleMeter('interaction'),
      sampleMeter('benefit', { weekCap: 1, weekCount: 0, left: 1 }),
    ],
    mix: {
      ruleId: 'CON-01',
      windowDays: 30,
      total: 10,
      parts: [
        { content: 'useful', name: '有用', count: 7, percent: 70, targetPercent: 70 },
        { content: 'interactive', name: '互动', count: 2, percent: 20, targetPercent: 20 },
        { content: 'conversion', name: '转化', count: 1, percent: 10, targetPercent: 10 },
      ],
    },
    checklist: {
      ruleId: 'GRP-02',
      isReady: false,
      items: [
        { part: 'value', isDone: true, text: '护肤答疑' },
        { part: 'persona', isDone: false, text: '人设：谁在群里说话' },
        { part: 'firstPurchasePath', isDone: false, text: '路径：怎样走到首单' },
      ],
    },
    checkIn: {
      ruleId: 'CAD-11',
      weeks: 0,
      streakWeeks: 4,
      isThisWeekDone: false,
      isReached: false,
      text: '本周还没打卡',
    },
    messages: { ruleId: 'RISK-03', isKnown: false, days: [], text: '群消息数未知' },
    suggestions: [],
    touches: [],
    asOf: sampleNow,
    fetchedAt: sampleNow,
    isStale: false,
    ...change,
  }
}

/** Gives the world a server that knows this group and writes down what it is told about it. */
export function withGroup(world: World, panel: GroupPanel = sampleGroup()) {
  const api = {
    getGroupPanel: vi.fn<ApiClient['getGroupPanel']>(async ({ params }) => {
      if (params.chatId !== panel.group.chatId) throw new ApiError('not_found', 404, '没有找到')
      return panel
    }),
    recordGroupTouch: vi.fn<ApiClient['recordGroupTouch']>(async ({ body }) => {
      world.log.push(`take up ${body.contentType}`)
      const { contentType, isCheckIn = false } = body
      const touch = {
        touchId: 'gto-1',
        at: sampleNow,
        by: '小林',
        isMine: true,
        contentType,
        contentName: groupPushNames[contentType],
        isPromotion: isPromotionKind(contentType),
        isCheckIn,
        bubbles: 1,
      }
      return { touch, meter: panel.meter }
    }),
    voidGroupTouch: vi.fn<ApiClient['voidGroupTouch']>(async ({ params }) => {
      world.log.push(`void ${params.touchId}`)
      return { meter: panel.meter }
    }),
    settleGroupPlan: vi.fn<ApiClient['settleGroupPlan']>(async () => ({
      checklist: { ...panel.checklist, isReady: true },
    })),
  }
  Object.assign(world.services.api, api)
  return api
}
export type GroupApi = ReturnType<typeof withGroup>
