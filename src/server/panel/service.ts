import type { Block, Panel } from '../../contract/panel.ts'
import type { Coupon } from '../../contract/coupons.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import { isQuizFirst } from '../../domain/offers/guards/contact.ts'
import type { ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import type { Database } from '../db/connect.ts'
import type { Enquiries } from '../enquiries/service.ts'
import type { Facts } from '../facts/service.ts'
import type { Actor } from '../http/register.ts'
import type { Members } from '../members/service.ts'
import type { Decided, Offers } from '../offers/service.ts'
import type { Quizzes } from '../quiz/service.ts'
import type { Scripts } from '../scripts/service.ts'
import type { Suggestions } from '../suggestions/service.ts'
import type { Tags } from '../tags/service.ts'
import type { Touches } from '../touches/service.ts'
import { headOf } from './head.ts'
import { nextStepsBlock } from './next-steps.ts'
import { recommendationBlock } from './recommendation.ts'
import { lastOrderBlock, ltvBlock, pointsBlock, rfmBlock } from './value-blocks.ts'

const shownCoupons = 3

export interface PanelNeeds {
  customers: Pick<Customers, 'findForAdvisor'>
  facts: Facts
  offers: Offers
  touches: Pick<Touches, 'meter'>
  scripts: Pick<Scripts, 'aidaFor'>
  tags: Pick<Tags, 'tagsFor'>
  members: Members
  enquiries: Pick<Enquiries, 'show'>
  suggestions: Pick<Suggestions, 'ignored'>
  quizzes: Pick<Quizzes, 'isPublished'>
  coupons: { listForCustomer: (db: Database, customerId: string, viewerUserId: string) => Promise<Coupon[]> }
}

export interface PanelService {
  panelOf: (externalUserId: string, actor: Actor) => Promise<Panel>
}

/** One request for the whole home screen; what fails, fails alone. */
export function createPanel(context: ServerContext, needs: PanelNeeds): PanelService {
  const { db, log, now } = context

  async function block<T>(name: string, work: () => Promise<T> | T): Promise<Block<T>> {
    try {
      return { status: 'ready', data: await work() }
    } catch (error) {
      log.error({ err: error, block: name }, 'a block of the panel failed')
      return { status: 'failed', message: '暂时取不到' }
    }
  }

  return {
    async panelOf(externalUserId, actor) {
      const asOf = now()
      const followed = await needs.customers.findForAdvisor(externalUserId, actor.userId)
      const { customerId, follow, customer } = followed
      const known = await needs.facts.read(db, customerId, asOf, customer)
      const { facts } = known
      const userId = actor.userId
      const names = await needs.members.namesOf(followed.follows.map((entry) => entry.userId))
      const coupons = await block('recentCoupons', () =>
        needs.coupons.listForCustomer(db, customerId, userId),
      )
      const cadence = await block('cadence', () =>
        needs.touches.meter(db, { customerId, userId, asOf, facts, asking: customer }),
      )
      const decided = await block('offers', () => needs.offers.decide(db, customerId, userId, facts))
      const hasQuiz = isQuizFirst(facts) && (await needs.quizzes.isPublished(db))
      const meter = cadence.status === 'ready' ? cadence.data : null
      const listed = coupons.status === 'ready' ? coupons.data : []

      const withDecision = <T>(name: string, work: (decision: Decided) => T): Promise<Block<T>> =>
        decided.status === 'ready' ? block(name, () => work(decided.data)) : Promise.resolve(decided)
      const talkCoupon = () => {
        const live = listed.find(({ state }) => liveCouponStates.includes(state))
        if (live) return { headline: live.headline, expiresAt: live.expiresAt }
        const best = decided.status === 'ready' ? decided.data.decision.recommended : null
        return best ? { headline: best.offer.terms.name, expiresAt: best.expiresAt } : null
      }

      return {
        customer: headOf(followed, facts, names),
        cadence,
        nextSteps: await withDecision('nextSteps', (decision) =>
          nextStepsBlock(facts, decision, { coupons: listed, cadence: meter, hasQuiz }),
        ),
        care: await block('care', async () => ({
          enquiries: await needs.enquiries.show(customerId, facts.enquiries, asOf),
          ignored: await needs.suggestions.ignored(db, customerId, asOf),
        })),
        recommendation: await withDecision('recommendation', (decision) =>
          recommendationBlock(facts, decision, listed, meter),
        ),
        aida: await block('aida', () =>
          needs.scripts.aidaFor(db, {
            customerId,
            assignmentKey: customer.assignmentKey,
            facts,
            remark: follow.remark,
            memberTier: customer.memberTier,
            advisorName: actor.name,
            coupon: talkCoupon(),
          }),
        ),
        ltv: await block('ltv', () => ltvBlock(known)),
        rfm: await block('rfm', () => rfmBlock(known)),
        points: await block('points', () => pointsBlock(known)),
        tags: await block('tags', () => needs.tags.tagsFor(db, customerId, userId, known, asOf)),
        lastOrder: await block('lastOrder', () => lastOrderBlock(known)),
        recentCoupons:
          coupons.status === 'ready' ? { ...coupons, data: listed.slice(0, shownCoupons) } : coupons,
        dataAt: asOf,
        isStale: followed.isStale,
      }
    },
  }
}
