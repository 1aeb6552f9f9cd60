import { describe, expect, it } from 'vitest'
import type { CadenceMeter } from '../../../src/contract/cadence.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { chooseOffer } from '../../../src/domain/offers/ranking.ts'
import type { Decided } from '../../../src/server/offers/service.ts'
import { nextStepsBlock } from '../../../src/server/panel/next-steps.ts'
import { sampleFacts, sampleInterest } from '../../domain/customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../../domain/offers/sample-offer.ts'
import { sampleCadence } from '../../app/support/sample-panel.ts'
import { sampleCoupon } from '../touches/desk-rows.ts'

const care = sampleOffer('care', { rewards: [{ kind: 'freeShipping' }], ruleId: 'NBA-05' })
const hesitant = { interests: [sampleInterest({ views7d: 3 })] }
const full = sampleCadence({ isFull: true, warnings: [{ ruleId: 'CAD-02', text: '本周已触达 4/4 次' }] })

function block(
  changes: Partial<CustomerFacts>,
  cadence: CadenceMeter | null = null,
  { offers = [care], hasQuiz = false } = {},
) {
  const facts = sampleFacts(changes)
  const decided = { decision: chooseOffer(offers, facts, sampleContext()) } as Decided
  return nextStepsBlock(facts, decided, { coupons: [], cadence, hasQuiz })
}

describe('nextStepsBlock', () => {
  it('tells the offer, the numbers and whether it may be put aside', () => {
    expect(block(hesitant)).toMatchObject([
      {
        ruleId: 'NBA-05',
        advice: '包邮',
        offerId: 'care',
        urgencyName: '今天',
        urgencyWeight: 4,
        value: 5,
        score: 20,
        hasOwnCard: false,
        canDismiss: true,
      },
    ])
    expect(block({ hasOpenComplaint: true })).toMatchObject([
      { ruleId: 'NBA-02', advice: '亲自回复', offerId: null, canDismiss: false },
    ])
  })

  it('states value and urgency, and ranks by their product', () => {
    const steps = block({ ...hesitant, isBirthdayToday: true, isPriceEnquiry: true })
    expect(steps.map(({ ruleId }) => ruleId)).toEqual(['NBA-01', 'NBA-05', 'NBA-08'])
    for (const [place, { value, urgencyWeight, score, rankReason }] of steps.entries()) {
      expect(score).toBe(value * urgencyWeight)
      expect(score).toBeLessThanOrEqual(steps[place - 1]?.score ?? 40)
      expect(rankReason).toContain(`第${place + 1}位：价值${value}(`)
      expect(rankReason).toContain(`×紧急${urgencyWeight}(`)
      expect(rankReason.endsWith(`=${score}`)).toBe(true)
    }
  })

  it('leaves the quiz to its card where one is published (NBA-18)', () => {
    const newcomer = { daysSinceAdded: 0, orderCount: 0 }
    expect(block(newcomer)).toMatchObject([{ ruleId: 'NBA-18', hasOwnCard: false }])
    expect(block(newcomer, null, { hasQuiz: true })).toMatchObject([{ ruleId: 'NBA-18', hasOwnCard: true }])
    const busy = { ...newcomer, ...hesitant, isBirthdayToday: true, unpaidOrderId: 'A9' }
    const listed = block(busy, null, { hasQuiz: true }).filter(({ hasOwnCard }) => !hasOwnCard)
    expect(listed.map(({ ruleId }) => ruleId)).toEqual(['NBA-12', 'NBA-05', 'NBA-08'])
  })

  it('names the live coupon that an offer waits for', () => {
    const facts = sampleFacts(hesitant)
    const decided = { decision: chooseOffer([], facts, sampleContext()) } as Decided
    const [step] = nextStepsBlock(facts, decided, {
      coupons: [sampleCoupon()],
      cadence: null,
      hasQuiz: false,
    })
    expect(step?.advice).toBe('「包邮+7天价保」还没结束，先聊')
  })

  it('waits while the meter is full', () => {
    expect(block(hesitant, full)).toMatchObject([
      { ruleId: 'CAD-02', title: '现在不用打扰', evidence: ['本周已触达 4/4 次'], canDismiss: false },
    ])
    expect(block(hesitant, full)[0]?.advice).toMatch(/^下次建议 (今天|明天|\d+-\d+) \d+:\d\d$/)
  })

  it('goes on for who asks, for service and where nothing was due', () => {
    expect(block(hesitant, { ...full, isAsking: true })[0]?.ruleId).toBe('NBA-05')
    expect(block({ ...hesitant, unpaidOrderId: 'A9' }, full).map(({ ruleId }) => ruleId)).toEqual(['NBA-12'])
    expect(block({ isOptedOut: true }, full)).toEqual([])
    expect(block(hesitant, { ...full, isFull: false })[0]?.ruleId).toBe('NBA-05')
  })
})
