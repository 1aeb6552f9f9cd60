import { describe, expect, it } from 'vitest'
import { nextSteps } from '../../src/domain/actions/next-steps.ts'
import { cadenceMeter } from '../../src/domain/cadence/meter.ts'
import { type SentBubble } from '../../src/domain/cadence/touch-grouping.ts'
import { dayMs, localDay } from '../../src/domain/calendar.ts'
import { channelRoute } from '../../src/domain/channels/channel-route.ts'
import { preparationOf, routineNotices } from '../../src/domain/channels/preparation.ts'
import { cadenceStage } from '../../src/domain/customers/cadence-stage.ts'
import type { CustomerFacts } from '../../src/domain/customers/facts.ts'
import { lifecycleStage } from '../../src/domain/customers/lifecycle.ts'
import { cadenceStages, lifecycleStages, valueTiers } from '../../src/domain/customers/stages.ts'
import { valueTier } from '../../src/domain/customers/value-tier.ts'
import { checkInStreak } from '../../src/domain/groups/check-in.ts'
import { memberTier, tierLevels } from '../../src/domain/members/tier.ts'
import { dailyActiveCard } from '../../src/domain/metrics/core-cards.ts'
import { couponExpiresAt } from '../../src/domain/offers/eligibility.ts'
import type { Reward } from '../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../src/domain/offers/ranking.ts'
import { customerLines } from '../../src/domain/offers/redemption/customer-lines.ts'
import { compareWithMedians } from '../../src/domain/rfm/score.ts'
import { rfmSegments, segmentName } from '../../src/domain/rfm/segment.ts'
import { complaintRise } from '../../src/domain/risk/complaints.ts'
import { exitRate } from '../../src/domain/risk/exit-rate.ts'
import { liveStock } from '../../src/domain/scripts/scarcity/live-stock.ts'
import { testimonialBlock } from '../../src/domain/scripts/testimonials/testimonial.ts'
import { validateScript } from '../../src/domain/scripts/validate-script.ts'
import { defaultSettings } from '../../src/domain/settings.ts'
import { sampleBubble } from './cadence/sample-bubble.ts'
import { asOf, sampleFacts, sampleLtv, sampleRfm } from './customers/sample-facts.ts'
import { sampleContext, sampleOffer, sampleTerms } from './offers/sample-offer.ts'

const zone = 'Asia/Shanghai'

describe('what is said of a customer', () => {
  it('C13: stage, cadence and value are three axes, tier names are the store’s', () => {
    expect([lifecycleStages.length, cadenceStages.length, valueTiers.length]).toEqual([6, 4, 4])
    const never = { daysSinceViewOrInteraction: null, daysSinceIntent: null, categoryViews: {} }
    const stage = lifecycleStage({ ...never, purchaseDays: 2, daysSinceOrder: 95, daysSinceShare: null })
    const tier = valueTier({ orderCount: 2, daysSinceActivity: 95, ltvFen: 90_000, isVip: false })
    expect([stage, cadenceStage(400, 95), tier]).toEqual(['retained', 'silent', 'dormant'])
    const levels = tierLevels({ ...defaultSettings, memberTierNames: ['银', '金', '钻'] })
    expect(memberTier({ shopTier: null, netSpend12mFen: 200_000 }, levels).name).toBe('钻')
  })

  it('C14: eight segments are shown, three call for an action of their own, the rest for light care', () => {
    expect(new Set(rfmSegments.map(segmentName)).size).toBe(8)
    const calls = rfmSegments.map((segment) => {
      const facts = sampleFacts({ rfm: sampleRfm(segment) })
      const [step] = nextSteps(facts, chooseOffer([], facts, sampleContext()))
      return step?.ruleId === 'NBA-21' ? step.detailRuleId : step?.ruleId
    })
    expect(calls).toEqual(['SEG-01', 'SEG-02', 'SEG-03', ...Array.from({ length: 5 }, () => 'SEG-04')])
    const medians = { recencyDays: 30, orderDays: 1, meanValueFen: 10_000 }
    const edges = { freshness: [], orderDays: [], meanValueFen: [] }
    const thresholds = { ...medians, edges, version: 'v', asOfDay: 0, customers: 1 }
    expect(compareWithMedians(medians, thresholds)).toEqual({
      isRecent: true,
      isFrequent: false,
      isHighValue: true,
    })
  })

  it('C15: daily activity says its formula, reaches 30 and is red below 15', () => {
    const state = (activePeople: number) => dailyActiveCard({ activePeople, allPeople: 100 }).state
    expect([state(30), state(29), state(15), state(14)]).toEqual(['reached', 'below', 'below', 'red'])
    expect(dailyActiveCard({ activePeople: 1, allPeople: 9 }).formula).toBe('当天活跃人数/全部人数')
  })
})

describe('what is sent', () => {
  it('C16: automation prepares, the advisor sends', () => {
    for (const kind of routineNotices)
      expect(preparationOf(kind)).toMatchObject({ isPrepared: true, sentBy: 'advisor' })
    expect(preparationOf('complaint')).toMatchObject({ isPrepared: false, sentBy: 'advisor' })
  })

  it('C17: the leaving get a free sample, newcomers 9.9 once, LTV from 800 元 the full-size trial', () => {
    const sample = sampleOffer('sample', { rewards: [{ kind: 'sample', item: '小样', costFen: 500 }] })
    const trial = sampleOffer('trial', {
      rewards: [{ kind: 'trial', item: '试用装', priceFen: 990, costFen: 1_600 }],
      audience: [{ kind: 'firstPurchase' }],
      repeatAfterDays: null,
    })
    const fullSize = sampleOffer('full', {
      rewards: [{ kind: 'trial', item: '正装', priceFen: 0, costFen: 5_000 }],
      audience: [{ kind: 'ltvBetween', minFen: 80_000 }],
    })
    const offers = [sample, trial, fullSize]
    const decide = (changes: Partial<CustomerFacts>, context = sampleContext()) => {
      const facts = sampleFacts(changes)
      const decision = chooseOffer(offers, facts, context)
      const [step] = nextSteps(facts, decision)
      return { step, eligible: decision.ranked.map(({ offer }) => offer.offerId).sort() }
    }
    const leaving = { ltv: { ...sampleLtv(50_000), churnRisk: 0.5 } } as Partial<CustomerFacts>
    expect(decide(leaving).step).toMatchObject({ ruleId: 'NBA-14', offerId: 'sample' })
    const newcomer = { orderCount: 0, capBaseFen: 12_000 }
    expect(decide(newcomer).eligible).toEqual(['sample', 'trial'])
    const received = [{ offerId: 'trial', rewardKinds: ['trial' as const], issuedAt: 0 }]
    expect(decide(newcomer, sampleContext({ received })).eligible).toEqual(['sample'])
    expect(decide({ capBaseFen: 79_999 }).eligible).toEqual(['sample'])
    expect(decide({ capBaseFen: 80_000 }).eligible).toEqual(['full', 'sample'])
  })

  it('C18: a scarcity counts the live stock or is not said', () => {
    const problems = (body: string) =>
      validateScript({ scriptId: 's', title: 't', body, weight: 1, variantOf: null }).map(({ text }) => text)
    for (const body of ['前50名有礼', '前100名8折', '限量']) expect(problems(body)).not.toEqual([])
    expect(problems('今天还剩{真实余量}份')).toEqual([])
    const hour = 3_600_000
    const stock = (ageMs: number) => liveStock({ stock: 17, updatedAt: asOf - ageMs }, asOf).isLive
    expect([stock(24 * hour), stock(24 * hour + 1)]).toEqual([true, false])
  })

  it('C19: a check-in a week, four weeks in a row; both may be set', () => {
    const weekly = [0, 7, 14, 21].map((days) => asOf - days * dayMs)
    expect(checkInStreak(weekly.slice(1), asOf, zone).isReached).toBe(false)
    expect(checkInStreak(weekly, asOf, zone).isReached).toBe(true)
    expect(checkInStreak(weekly, asOf, zone, { perWeek: 2, streakWeeks: 4 }).isReached).toBe(false)
    expect(checkInStreak(weekly.slice(0, 2), asOf, zone, { perWeek: 1, streakWeeks: 2 }).isReached).toBe(true)
  })

  it('C20: a coupon runs from its issue, a birthday to midnight, price protection after the payment', () => {
    expect(couponExpiresAt(undefined, asOf, zone)).toBe(asOf + dayMs)
    const end = couponExpiresAt({ kind: 'endOfDay' }, asOf, zone)
    expect([localDay(end, zone), localDay(end + 1, zone)]).toEqual([
      localDay(asOf, zone),
      localDay(asOf, zone) + 1,
    ])
    const rewards: Reward[] = [{ kind: 'priceProtection', days: 7 }]
    expect(customerLines(sampleTerms({ rewards }))).toEqual(['付款后7天内降价，差额原路退回'])
  })

  it('C21: complaints week over week, exits over rolling 30 days', () => {
    const task = (thisWeek: number) => complaintRise({ thisWeek, lastWeek: 100 }).task
    expect([task(129), task(130), task(131)]).toEqual([null, null, 'scriptReview'])
    const paused = (members: number, exitDays: number[]) =>
      exitRate({ members, exitDays }, 100).isPromotionPaused
    const left = (count: number, day: number) => Array.from({ length: count }, () => day)
    expect([paused(920, left(80, 100)), paused(919, left(81, 100))]).toEqual([false, true])
    expect([paused(919, left(81, 71)), paused(919, left(81, 70))]).toEqual([true, false])
  })

  it('C22: one to one is suggested from 1500 元 and assigned from 2000', () => {
    const channels = [149_999, 150_000, 199_999, 200_000].map((fen) => channelRoute(fen).channel)
    expect(channels).toEqual(['group', 'suggestOneToOne', 'suggestOneToOne', 'oneToOne'])
  })

  it('C23: service messages take no quota, show in the meter and are one a day', () => {
    const service = sampleBubble(asOf - 3_600_000, { contentType: 'service' })
    const meter = (bubbles: SentBubble[]) =>
      cadenceMeter(
        bubbles,
        { stage: 'active', averageOrderFen: null, isAsking: false, actorUserId: 'lin' },
        asOf,
        zone,
      )
    expect(meter([])).toMatchObject({ serviceToday: 0, serviceReasons: [] })
    expect(meter([service])).toMatchObject({
      weekCount: 0,
      serviceToday: 1,
      reasons: [],
      serviceReasons: [{ ruleId: 'C23' }],
    })
    const yesterday = { ...service, sentAt: service.sentAt - dayMs }
    expect(meter([yesterday])).toMatchObject({ serviceToday: 0, serviceReasons: [] })
  })

  it('C24: a testimonial masks the name, needs consent, and its claims are reviewed', () => {
    const said = { testimonialId: 't', orderId: 'o', name: '小红', quote: '质地清爽', withdrawnAt: null }
    const order = { orderId: 'o', paidAt: asOf - 1, paidFen: 100, refundedFen: 0 }
    const block = (quote: string, consentId: string | null) =>
      testimonialBlock({ ...said, quote, consentId }, order, asOf)
    expect(block('质地清爽', 'c')).toEqual({ isShown: true, text: '「小** 上次反馈：质地清爽」' })
    expect(block('质地清爽', null)).toEqual({ isShown: false, refusal: 'no-consent' })
    expect(block('三天祛斑', 'c')).toEqual({ isShown: false, refusal: 'words' })
  })
})
