import type { CadenceMeter } from '../../../src/contract/cadence.ts'
import type { Coupon } from '../../../src/contract/coupons.ts'
import type { OfferCard } from '../../../src/contract/offers.ts'
import type { Panel } from '../../../src/contract/panel.ts'
import type { FilledScript } from '../../../src/contract/scripts.ts'

/** 2026-11-21 19:58 in Shanghai. */
export const sampleNow = Date.UTC(2026, 10, 21, 11, 58)

export function sampleOffer(change: Partial<OfferCard> = {}): OfferCard {
  return {
    offerId: 'offer-1',
    offerVersionId: 'offer-1-v1',
    name: '包邮加价保',
    headline: '包邮 + 7天价保',
    kindName: '无折扣',
    isPriceReward: false,
    costFen: 1800,
    capFen: 6400,
    capText: 'LTV 640 元的 10%',
    marginSharePercent: 7,
    expectedValueFen: 2130,
    expectedRedemption: 0.34,
    baselineConversion: 0.12,
    validText: '24小时有效',
    expiresAt: sampleNow + 86_400_000,
    isTriggered: true,
    ruleId: 'NBA-05',
    trigger: '浏览玫瑰精华 3 次未下单',
    evidence: ['浏览 3 次 / 7 天'],
    rankReasons: ['预期增益最高'],
    ...change,
  }
}

export function sampleScript(change: Partial<FilledScript> = {}): FilledScript {
  return {
    scriptId: 'script-1',
    isMine: false,
    title: '玫瑰精华-油皮',
    step: 'attention',
    stages: ['considering'],
    objection: 'none',
    scene: 'single',
    contentType: 'know-how',
    body: '{称呼}，玫瑰精华油皮也能用',
    text: '悦悦姐，玫瑰精华油皮也能用',
    missing: [],
    variables: [{ name: '称呼', value: '悦悦姐' }],
    filledCount: 1,
    variableCount: 1,
    blockedWords: [],
    pausedReason: null,
    usedBefore: false,
    missingReasons: [],
    repeatedAt: null,
    stock: null,
    reasons: [],
    timesSent: 0,
    buyersPercent: null,
    ...change,
  }
}

export function sampleCoupon(change: Partial<Coupon> = {}): Coupon {
  return {
    couponId: 'coupon-1',
    offerId: 'offer-1',
    headline: '包邮 + 7天价保',
    state: 'issued',
    costFen: 1800,
    issuedAt: sampleNow,
    sentAt: null,
    openedAt: null,
    claimedAt: null,
    redeemedAt: null,
    endedAt: null,
    expiresAt: sampleNow + 86_400_000,
    orderId: null,
    discountFen: null,
    issuedBy: '小林',
    isMine: true,
    ...change,
  }
}

export function sampleCadence(change: Partial<CadenceMeter> = {}): CadenceMeter {
  return {
    stage: 'active',
    weekCount: 2,
    weekCap: 4,
    dayCount: 0,
    dayCap: 2,
    monthCount: 5,
    monthCap: null,
    bubbles: 0,
    bubbleCap: 3,
    serviceToday: 0,
    isFull: false,
    isGoldenNow: true,
    goldenWindow: '19-22',
    nextSlotAt: sampleNow + 16 * 3_600_000,
    isAsking: false,
    askingUntil: null,
    warnings: [],
    serviceCap: 1,
    serviceWarnings: [],
    noResponse: [],
    changePrompt: null,
    contentMix: { total: 0, parts: [] },
    ...change,
  }
}

export function samplePanel(
  externalUserId = 'wm-li',
  displayName = '李悦',
  change: Partial<Panel> = {},
): Panel {
  return {
    customer: {
      externalUserId,
      displayName,
      nickname: displayName,
      avatar: null,
      memberTier: '金卡',
      dayNumber: 15,
      lifecycleName: '考虑',
      cadenceName: '活跃',
      valueTierName: '活跃',
      ownerName: '小林',
      isOwnedByMe: true,
      otherAdvisors: [],
      isOptedOut: false,
      hasOrders: true,
    },
    cadence: { status: 'ready', data: sampleCadence() },
    nextSteps: { status: 'ready', data: [] },
    care: { status: 'ready', data: { enquiries: [], ignored: [] } },
    recommendation: {
      status: 'ready',
      data: {
        offers: [sampleOffer(), sampleOffer({ offerId: 'offer-2', headline: '精华试用装' })],
        noOffer: null,
        liveCouponId: null,
      },
    },
    aida: {
      status: 'ready',
      data: [
        { step: 'attention', name: 'A 注意', variants: [sampleScript()] },
        { step: 'interest', name: 'I 兴趣', variants: [] },
        { step: 'desire', name: 'D 欲望', variants: [] },
        { step: 'action', name: 'A 行动', variants: [] },
      ],
    },
    ltv: {
      status: 'ready',
      data: {
        status: 'insufficient',
        totalFen: 0,
        historyFen: 0,
        expectedFen: 0,
        confidence: 'low',
        confidenceName: '低',
        basis: '还没有订单',
        churnRiskPercent: null,
        nextPurchaseText: '12-08',
        tierText: '白银会员，再消费260元升黄金',
        modelVersion: 'm1',
        modelAt: null,
        caution: null,
      },
    },
    rfm: { status: 'ready', data: null },
    points: { status: 'ready', data: null },
    tags: { status: 'ready', data: [] },
    lastOrder: { status: 'ready', data: null },
    recentCoupons: { status: 'ready', data: [] },
    dataAt: sampleNow,
    isStale: false,
    ...change,
  }
}
