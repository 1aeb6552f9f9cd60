import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSteps } from '../../../src/domain/actions/next-steps.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import type { Offer } from '../../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../../src/domain/offers/ranking.ts'
import { asOf, sampleFacts, sampleInterest, sampleRfm } from '../customers/sample-facts.ts'
import { anyCatalogue, anyContext, anyFacts } from '../offers/any-offer.ts'
import { sampleContext, sampleOffer } from '../offers/sample-offer.ts'

const care = sampleOffer('care', { rewards: [{ kind: 'freeShipping' }], ruleId: 'NBA-05' })
const points = sampleOffer('points', { rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }] })

function steps(changes: Partial<CustomerFacts>, offers: Offer[] = [care, points]) {
  const facts = sampleFacts(changes)
  return nextSteps(facts, chooseOffer(offers, facts, sampleContext()))
}
const ids = (...args: Parameters<typeof steps>) => steps(...args).map(({ ruleId }) => ruleId)
const hesitant = { interests: [sampleInterest({ views7d: 3 })] }

describe('nextSteps', () => {
  it('gives title, evidence, the offer of the rule and the step of its script', () => {
    expect(steps(hesitant)).toEqual([
      {
        ruleId: 'NBA-05',
        title: '打消顾虑：给保障，不急着降价',
        evidence: ['浏览「玫瑰精华」3次/7天未下单', '犹豫型更看重保障', '7天看满3次算犹豫'],
        kind: 'offer',
        urgency: 'today',
        value: 5,
        score: 20,
        rankReason: '第1位：价值5(反复看同一件，最怕买错)×紧急4(今天)=20',
        offerId: 'care',
        scriptStep: 'desire',
      },
    ])
  })

  it('starts a newcomer with the quiz and no coupon (NBA-18)', () => {
    const [first] = steps({ daysSinceAdded: 0, daysSinceActivity: null, orderCount: 0 })
    expect(first).toMatchObject({ ruleId: 'NBA-18', title: '先发肤质测试 (不急着发券)' })
    expect(first?.offerId).toBeUndefined()
  })

  it('keeps the three most urgent, each rule once', () => {
    const many = {
      ...hesitant,
      isBirthdayToday: true,
      daysSinceActivity: 5,
      isVip: true,
      unpaidOrderId: 'A9',
    }
    expect(ids(many)).toEqual(['NBA-12', 'NBA-05', 'NBA-08'])
    expect(ids({ isVip: true, rfm: sampleRfm('important-keep') })).toEqual(['NBA-21'])
  })

  it.each([
    [1, ['NBA-12']],
    [2, ['NBA-12', 'NBA-05']],
    [3, ['NBA-12', 'NBA-05', 'NBA-08']],
  ])('keeps as many as the store set: %i (STEPS)', (count, expected) => {
    const many = { ...hesitant, isBirthdayToday: true, daysSinceActivity: 5, unpaidOrderId: 'A9' }
    expect(ids({ ...many, rules: { 'STEPS.steps': count } })).toEqual(expected)
  })

  it('gives a rule with a card of its own its rank and none of the places', () => {
    const newcomer = { daysSinceAdded: 0, daysSinceActivity: 5, orderCount: 0 }
    const busy = { ...newcomer, ...hesitant, isBirthdayToday: true, unpaidOrderId: 'A9' }
    const idsBeside = (changes: Partial<CustomerFacts>) => {
      const facts = sampleFacts(changes)
      return nextSteps(facts, chooseOffer([care], facts, sampleContext()), ['NBA-18']).map(
        ({ ruleId }) => ruleId,
      )
    }
    expect(ids(busy)).toEqual(['NBA-18', 'NBA-12', 'NBA-05'])
    expect(idsBeside(busy)).toEqual(['NBA-18', 'NBA-12', 'NBA-05', 'NBA-08'])
    expect(idsBeside({ ...newcomer, daysSinceActivity: 0 })).toEqual(['NBA-18'])
  })

  it('only serves while a complaint is open (NBA-02)', () => {
    expect(ids({ ...hesitant, hasOpenComplaint: true, unpaidOrderId: 'A9' })).toEqual(['NBA-02', 'NBA-12'])
  })

  it('suggests nothing to who opted out, save the complaint', () => {
    expect(ids({ ...hesitant, isOptedOut: true })).toEqual([])
    expect(ids({ isOptedOut: true })).toEqual([])
    expect(ids({ isOptedOut: true, hasOpenComplaint: true, unpaidOrderId: 'A9' })).toEqual(['NBA-02'])
  })

  it('falls back to light care with the best offer (SEG-04) and names the group (SEG-05)', () => {
    expect(steps({}, [points])).toMatchObject([
      {
        ruleId: 'SEG-04',
        detailRuleId: 'SEG-05',
        evidence: ['目前没有需要马上做的事', '活跃客户，适合会员群'],
        offerId: 'points',
        urgency: 'when-free',
      },
    ])
    expect(steps({}, [])[0]?.offerId).toBeUndefined()
  })

  it('gives an offer step without an offer of its own the recommended one, and a talk none', () => {
    expect(steps({ isBirthdayToday: true }, [points])[0]?.offerId).toBe('points')
    expect(steps({ daysSinceActivity: 5 }, [points])[0]?.offerId).toBeUndefined()
  })

  it('attaches only an offer of the kind that the rule wishes for', () => {
    const cut = sampleOffer('cut', {
      rewards: [{ kind: 'amount', amountFen: 3_000 }],
      expectedRedemption: 0.9,
    })
    const sample = sampleOffer('sample', { rewards: [{ kind: 'sample', item: '小样', costFen: 500 }] })
    const leaving = { ltv: { ...sampleFacts().ltv, churnRisk: 0.6 } } as Partial<CustomerFacts>
    const risk = '模型估计流失风险60%，从50%起提醒'
    expect(steps(leaving, [cut])[0]).toMatchObject({
      ruleId: 'NBA-14',
      title: '先关心近况，不急着发券',
      evidence: [risk, '现在没有她能领的小样，先问近况和使用感受，暂不发券'],
    })
    expect(steps(leaving, [cut])[0]?.offerId).toBeUndefined()
    expect(steps(leaving, [cut, sample])[0]).toMatchObject({
      title: '先请她领免费小样，不急着发券',
      evidence: [risk, '先请她领免费小样，再谈券'],
      offerId: 'sample',
    })
    expect(steps(hesitant, [cut])[0]).toMatchObject({ title: '打消顾虑：讲清保障和售后' })
    expect(steps(hesitant, [cut])[0]?.offerId).toBeUndefined()
    expect(steps(hesitant, [cut, points])[0]?.offerId).toBe('points')
    const both = sampleOffer('both', {
      rewards: [
        { kind: 'sample', item: '小样', costFen: 500 },
        { kind: 'amount', amountFen: 100 },
      ],
    })
    expect(steps(leaving, [both])[0]?.offerId).toBeUndefined()
  })

  it('helps an idle checkout before any coupon (NBA-03)', () => {
    const shipping = sampleOffer('ship', { rewards: [{ kind: 'freeShipping' }], ruleId: 'NBA-03' })
    const idle = (ms: number) => steps({ checkoutStartedAt: asOf - ms }, [shipping])[0]
    expect(idle(59_999)).toMatchObject({ title: '问一句结算是否遇到问题', kind: 'human', score: 24 })
    expect(idle(59_999)?.offerId).toBeUndefined()
    expect(idle(60_000)).toMatchObject({ title: '先问结算卡在哪，再给运费券', offerId: 'ship', score: 32 })
  })

  it('leaves out what an advisor put aside, light care too', () => {
    expect(ids({ ...hesitant, isBirthdayToday: true, suppressedRuleIds: ['NBA-05'] })).toEqual(['NBA-08'])
    expect(ids({ ...hesitant, suppressedRuleIds: ['NBA-05'] })).toEqual(['SEG-04'])
    expect(ids({ suppressedRuleIds: ['SEG-04'] })).toEqual([])
  })

  it('never sells while a complaint is open or after an opt-out', () => {
    fc.assert(
      fc.property(anyCatalogue, anyFacts, anyContext, fc.boolean(), (offers, facts, context, isOptedOut) => {
        const guarded = { ...facts, isOptedOut, hasOpenComplaint: !isOptedOut }
        const suggested = nextSteps(guarded, chooseOffer(offers, guarded, context))
        for (const step of suggested) {
          expect(step.offerId).toBeUndefined()
          expect(['human', 'service']).toContain(step.kind)
        }
        if (isOptedOut) expect(suggested).toEqual([])
      }),
    )
  })

  it('does not depend on the order in which facts and offers come', () => {
    const busy = anyFacts.map((facts) => ({
      ...facts,
      interests: ['S1', 'S2', 'S3'].map((sku, index) =>
        sampleInterest({ sku, views7d: index, longestDwellMs: 95_000, unitPriceFen: 60_000 + index }),
      ),
      cart: ['S1', 'S2'].map((sku) => ({
        sku,
        name: sku,
        category: '精华',
        quantity: 2,
        unitPriceFen: 60_000,
      })),
      missingPartners: ['A', 'B'].map((sku) => ({
        sku,
        name: sku,
        daysAgo: 9,
        partnerSku: `${sku}2`,
        partnerName: `${sku}2`,
      })),
      replenishments: ['A', 'B'].map((sku, index) => ({ sku, name: sku, dueInDays: index * 2 - 1 })),
      enquiries: (['coupon', 'price'] as const).map((about) => ({
        about,
        startedAt: asOf - 60_000,
        source: 'advisor' as const,
      })),
    }))
    fc.assert(
      fc.property(anyCatalogue, busy, anyContext, (offers, facts, context) => {
        const turned = {
          ...facts,
          interests: [...facts.interests].reverse(),
          cart: [...facts.cart].reverse(),
          missingPartners: [...facts.missingPartners].reverse(),
          replenishments: [...facts.replenishments].reverse(),
          enquiries: [...facts.enquiries].reverse(),
        }
        expect(nextSteps(turned, chooseOffer([...offers].reverse(), turned, context))).toEqual(
          nextSteps(facts, chooseOffer(offers, facts, context)),
        )
      }),
    )
  })

  it('never names more than three steps, nor an offer that is refused', () => {
    fc.assert(
      fc.property(anyCatalogue, anyFacts, anyContext, (offers, facts, context) => {
        const decision = chooseOffer(offers, facts, context)
        const eligible = decision.ranked.map(({ offer }) => offer.offerId)
        const suggested = nextSteps(facts, decision)
        expect(suggested.length).toBeGreaterThan(0)
        expect(suggested.length).toBeLessThanOrEqual(3)
        for (const { offerId } of suggested) if (offerId !== undefined) expect(eligible).toContain(offerId)
      }),
    )
  })
})
