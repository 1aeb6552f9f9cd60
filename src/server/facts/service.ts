import { restingRuleIds } from '../../domain/actions/triggers/occasions.ts'
import { replenishments } from '../../domain/actions/follow-on/replenishments.ts'
import { missingPartners } from '../../domain/actions/follow-on/missing-partners.ts'
import { cartOf } from '../../domain/behaviour/cart.ts'
import { isHeldOut } from '../../domain/behaviour/hold-out.ts'
import { categoryViews, interestsOf } from '../../domain/behaviour/interests.ts'
import type { ShopEvent } from '../../domain/behaviour/shop-event.ts'
import { dayMs, isBirthday, localDay } from '../../domain/calendar.ts'
import { daysSince, lastActivityAt } from '../../domain/customers/activity.ts'
import { cadenceStage } from '../../domain/customers/cadence-stage.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { lifecycleStage } from '../../domain/customers/lifecycle.ts'
import { valueTier } from '../../domain/customers/value-tier.ts'
import { isVip } from '../../domain/customers/vip.ts'
import { capBaseFen } from '../../domain/ltv/cap-base.ts'
import { answerState } from '../../domain/quiz/answer-life.ts'
import { ruleValue } from '../../domain/rules/value.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { ServerContext } from '../context.ts'
import type { CustomerRow } from '../customers/service.ts'
import type { Database } from '../db/connect.ts'
import { type CustomerScore, scoreCustomer } from '../models/score.ts'
import type { CurrentModel } from '../models/service.ts'
import { readSettings } from '../settings/service.ts'
import type { FactsNeeds } from './needs.ts'
import { bought, lastOrderOf, placed, unpaidOrderId } from './orders.ts'
import { readProducts } from './products.ts'
import { byKey } from './by-key.ts'
import { latest } from './latest-event.ts'

/** Events of so many days tell what the rules ask for; a longer look back of LC-01 reads more. */
const eventWindowDays = 90
const orderLimit = 100
const askingMs = 3_600_000

/** The facts with what they were derived from. */
export interface KnownCustomer {
  row: CustomerRow
  facts: CustomerFacts
  score: CustomerScore
  model: CurrentModel
  settings: StoreSettings
  /** Of the last 90 days at least, latest first. */
  events: readonly ShopEvent[]
}

export interface Facts {
  /** `row` where the caller has just read it. */
  read: (db: Database, customerId: string, asOf: number, row?: CustomerRow) => Promise<KnownCustomer>
  /** Everything the rules may know of a customer at `asOf`, read through `db` (or inside a transaction). */
  factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts>
}

export function createFacts(context: ServerContext, needs: FactsNeeds): Facts {
  const { timeZone } = context.config

  async function isInHoldOut(db: Database, row: CustomerRow, settings: StoreSettings): Promise<boolean> {
    const { holdOutFromCustomers: fromCustomers, holdOutPercent: percent } = settings
    // Whom the hash would not take stays out whatever the count: most customers need no counting.
    if (!isHeldOut(row.assignmentKey, fromCustomers, { fromCustomers, percent })) return false
    const linked = await needs.customers.countLinked(db, fromCustomers)
    return isHeldOut(row.assignmentKey, linked, { fromCustomers, percent })
  }

  async function read(
    db: Database,
    customerId: string,
    asOf: number,
    known?: CustomerRow,
  ): Promise<KnownCustomer> {
    const row = known ?? (await needs.customers.find(customerId, db))
    if (!row) throw new Error(`facts asked of a customer that does not exist: ${customerId}`)
    const settings = await readSettings({ db })
    const { rules } = settings
    const lookBackDays = Math.max(eventWindowDays, ruleValue({ rules }, 'LC-01', 'shareDays') + 1)
    const orders = await needs.orders.ordersOf(db, customerId, { limit: orderLimit })
    const isAll = orders.length < orderLimit
    const [purchases, allEvents, couponAt, tagEnds, model, suppressed, carriedOutAt] = await Promise.all([
      needs.orders.purchasesOf(db, customerId, isAll ? orders : undefined),
      needs.events.eventsOf(db, customerId, asOf - lookBackDays * dayMs),
      needs.coupons.lastOpenedOrClaimedAt(db, customerId),
      needs.tags.customerTagEnds(db, customerId),
      needs.models.currentModel(db),
      needs.suggestions.suppressedRuleIds(db, customerId, asOf),
      needs.touches.lastByRule(db, customerId, restingRuleIds, asOf),
    ])
    const events = allEvents.filter((event) => event.occurredAt <= asOf)
    const enquiries = await needs.enquiries.openOf(db, customerId, asOf, { events, asking: row })
    const { boughtSkus, categoryBoughtDaysAgo } = bought(orders, asOf, timeZone)
    const seenSkus = events.flatMap((event) => event.sku ?? [])
    const products = await readProducts(needs, db, seenSkus, Object.keys(boughtSkus))
    const score = scoreCustomer(row, purchases, model, localDay(asOf, timeZone))
    const since = (at: number | null) => daysSince(at, asOf, timeZone)
    const activityAt = lastActivityAt(
      {
        orderedAt: row.lastOrderAt,
        shopEventAt:
          latest(
            events,
            events.map((event) => event.type),
          ) ?? row.lastActivityAt,
        couponOpenedAt: couponAt,
        couponClaimedAt: null,
        repliedAt: row.askingUntil === null ? null : row.askingUntil - askingMs,
      },
      asOf,
    )
    const daysSinceAdded = since(row.firstFollowAt)
    const daysSinceActivity = since(activityAt)
    const daysSinceOrder =
      row.lastPurchaseDay === null ? null : localDay(asOf, timeZone) - row.lastPurchaseDay
    const intentDays = ruleValue({ rules }, 'LC-01', 'intentDays')
    const answers = answerState(tagEnds, asOf, timeZone)
    const cart = cartOf(events, placed(orders), products, asOf)
    const isAsking = row.askingUntil !== null && row.askingUntil > asOf
    const vip = isVip(row.purchaseDays, rules)
    const facts: CustomerFacts = {
      asOf,
      timeZone,
      rules: byKey(rules),
      daysSinceAdded,
      daysSinceActivity,
      daysSinceOrder,
      purchaseDays: row.purchaseDays,
      orderCount: row.orderCount,
      ltv: score.ltv,
      capBaseFen: capBaseFen(score.ltv, model.ltv, settings.conversionPrior),
      rfm: score.rfm,
      lifecycle: lifecycleStage(
        {
          daysSinceViewOrInteraction: since(latest(events, ['view', 'dwell', 'interact', 'checkin'])),
          daysSinceIntent: since(latest(events, ['cart_add', 'checkout_start', 'price_enquiry'])),
          categoryViews: categoryViews(events, products, asOf, intentDays),
          purchaseDays: row.purchaseDays,
          daysSinceOrder,
          daysSinceShare: since(latest(events, ['share'])),
        },
        rules,
      ),
      cadence: cadenceStage(daysSinceAdded, daysSinceActivity, rules),
      valueTier: valueTier(
        { orderCount: row.orderCount, daysSinceActivity, ltvFen: score.ltv.totalFen, isVip: vip },
        rules,
      ),
      isVip: vip,
      interests: interestsOf(events, products, asOf).map((interest) => {
        const unitPriceFen = products.get(interest.sku)?.priceFen
        return unitPriceFen === undefined ? interest : { ...interest, unitPriceFen }
      }),
      categoryViews14d: categoryViews(events, products, asOf, 14),
      cart: cart.lines,
      cartChangedAt: cart.changedAt,
      checkoutStartedAt: cart.checkoutStartedAt,
      boughtSkus,
      categoryBoughtDaysAgo,
      missingPartners: missingPartners(boughtSkus, products),
      replenishments: replenishments(boughtSkus, products),
      isBirthdayToday: row.birthday !== null && isBirthday(row.birthday, asOf, timeZone),
      points: row.points,
      pointsExpireAt: row.pointsExpireAt,
      lastOrder: lastOrderOf(orders),
      unpaidOrderId: unpaidOrderId(orders, asOf),
      hasOpenComplaint: enquiries.some(({ about }) => about === 'complaint'),
      isOptedOut: row.optedOutAt !== null,
      isInHoldOut: await isInHoldOut(db, row, settings),
      isAsking,
      isPriceEnquiry: enquiries.some(({ about }) => about === 'price'),
      enquiries,
      hasAnsweredQuiz: answers === 'counts',
      hasLapsedAnswers: answers === 'lapsed',
      suppressedRuleIds: suppressed,
      carriedOutAt: byKey(carriedOutAt),
      averageOrderFen: row.orderCount === 0 ? 0 : Math.round(row.netSpendFen / row.orderCount),
    }
    return { row, facts, score, model, settings, events }
  }

  return { read, factsOf: async (db, customerId, asOf) => (await read(db, customerId, asOf)).facts }
}
