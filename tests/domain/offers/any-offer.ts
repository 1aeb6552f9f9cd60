import fc from 'fast-check'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import type { OfferContext } from '../../../src/domain/offers/context.ts'
import type { AudienceCondition, Offer, Reward } from '../../../src/domain/offers/offer.ts'
import { cadenceStages, lifecycleStages, valueTiers } from '../../../src/domain/customers/stages.ts'
import { rfmSegments } from '../../../src/domain/rfm/segment.ts'
import { sampleFacts, sampleInterest, sampleRfm } from '../customers/sample-facts.ts'
import { sampleContext, sampleCost, sampleOffer } from './sample-offer.ts'

const fen = fc.integer({ min: 0, max: 30_000 })
const sku = fc.constantFrom('S1', 'S2', 'S3')
const category = fc.constantFrom('精华', '面膜')
const item = fc.constant('小样')

export const anyReward: fc.Arbitrary<Reward> = fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), amountFen: fen }),
  fc.record({
    kind: fc.constant('percent' as const),
    payPercent: fc.integer({ min: 10, max: 95 }),
    maxDiscountFen: fen,
  }),
  fc.record({
    kind: fc.constant('ladder' as const),
    steps: fc.array(fc.record({ minSpendFen: fen, amountFen: fen }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('nthAtHalf' as const),
    nth: fc.integer({ min: 2, max: 4 }),
    maxDiscountFen: fen,
  }),
  fc.record({
    kind: fc.constant('bundle' as const),
    skus: fc.constant<string[]>(['S1', 'S2', 'S3']),
    pick: fc.integer({ min: 2, max: 3 }),
    payPercent: fc.integer({ min: 50, max: 95 }),
    maxDiscountFen: fen,
  }),
  fc.constant<Reward>({ kind: 'freeShipping' }),
  fc.constant<Reward>({ kind: 'priceProtection', days: 7 }),
  fc.record({ kind: fc.constant('sample' as const), item, costFen: fen }),
  fc.record({ kind: fc.constant('trial' as const), item, priceFen: fen, costFen: fen }),
  fc.record({
    kind: fc.constant('pointsMultiplier' as const),
    multiplier: fc.integer({ min: 1, max: 5 }),
    days: fc.constant(7),
  }),
  fc.record({ kind: fc.constant('gift' as const), item, costFen: fen }),
  fc.record({ kind: fc.constant('groupBuy' as const), people: fc.constant(2), amountFen: fen }),
)

export const anyCondition: fc.Arbitrary<AudienceCondition> = fc.oneof(
  fc.record({ kind: fc.constant('segmentIn' as const), segments: fc.subarray([...rfmSegments]) }),
  fc.record({ kind: fc.constant('lifecycleIn' as const), stages: fc.subarray([...lifecycleStages]) }),
  fc.record({ kind: fc.constant('cadenceIn' as const), stages: fc.subarray([...cadenceStages]) }),
  fc.record({ kind: fc.constant('valueTierIn' as const), tiers: fc.subarray([...valueTiers]) }),
  fc.record({ kind: fc.constant('ltvBetween' as const), minFen: fen }),
  fc.constant<AudienceCondition>({ kind: 'firstPurchase' }),
  fc.constant<AudienceCondition>({ kind: 'hasOrdered' }),
  fc.constant<AudienceCondition>({ kind: 'birthdayToday' }),
  fc.record({
    kind: fc.constant('viewedAtLeast' as const),
    times: fc.integer({ min: 1, max: 5 }),
    windowDays: fc.constantFrom(7, 14, 30),
    category,
  }),
  fc.record({ kind: fc.constant('cartAtLeast' as const), pieces: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('silentAtLeast' as const), days: fc.integer({ min: 0, max: 60 }) }),
)

export const anyOffer: fc.Arbitrary<Offer> = fc
  .record({
    id: fc.integer({ min: 1, max: 1_000 }),
    rewards: fc.array(anyReward, { minLength: 1, maxLength: 3 }),
    audience: fc.array(anyCondition, { maxLength: 2 }),
    minSpendFen: fen,
    skus: fc.subarray(['S1', 'S2']),
    ruleId: fc.constantFrom(undefined, 'NBA-04', 'NBA-05', 'NBA-08'),
    expectedRedemption: fc.double({ min: 0, max: 1, noNaN: true }),
    baselineConversion: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  .map(({ id, ruleId, ...terms }) => sampleOffer(`offer-${id}`, ruleId ? { ...terms, ruleId } : terms))

export const anyCatalogue = fc.uniqueArray(anyOffer, { maxLength: 12, selector: ({ offerId }) => offerId })

export const anyFacts: fc.Arbitrary<CustomerFacts> = fc
  .record({
    capBaseFen: fc.integer({ min: 0, max: 300_000 }),
    orderCount: fc.integer({ min: 0, max: 4 }),
    daysSinceAdded: fc.option(fc.integer({ min: 0, max: 120 })),
    daysSinceActivity: fc.option(fc.integer({ min: 0, max: 120 })),
    views7d: fc.integer({ min: 0, max: 5 }),
    segment: fc.option(fc.constantFrom(...rfmSegments)),
    lifecycle: fc.constantFrom(...lifecycleStages),
    cadence: fc.constantFrom(...cadenceStages),
    valueTier: fc.constantFrom(...valueTiers),
    isBirthdayToday: fc.boolean(),
    sku,
  })
  .map(({ views7d, segment, sku, ...changes }) =>
    sampleFacts({
      ...changes,
      rfm: segment === null ? null : sampleRfm(segment),
      interests: [sampleInterest({ sku, views7d })],
    }),
  )

export const anyContext: fc.Arbitrary<OfferContext> = fc
  .record({
    openAndRedeemed12mFen: fen,
    expectedBasketFen: fen,
    p95BasketFen: fc.integer({ min: 0, max: 200_000 }),
    marginPercent: fc.option(fc.integer({ min: 0, max: 90 })),
    stock: fc.option(fc.integer({ min: 0, max: 2 })),
  })
  .map(({ openAndRedeemed12mFen, stock, ...cost }) =>
    sampleContext({
      openAndRedeemed12mFen,
      cost: { ...sampleCost, ...cost },
      products: { S1: { sku: 'S1', name: '玫瑰精华', priceFen: 39_900, costFen: 9_000, stock } },
    }),
  )
