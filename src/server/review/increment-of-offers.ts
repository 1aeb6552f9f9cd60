import type { Increment } from '../../contract/review.ts'
import {
  holdOutLift,
  incrementality,
  incrementalOrders,
  incrementalRoi,
  measurableFrom,
} from '../../domain/experiments/increment/hold-out-lift.ts'
import { hourMs } from '../../domain/calendar.ts'
import { meanOfSums } from '../../domain/metrics/mean-of-sums.ts'
import { periodUntil } from '../../domain/review/period.ts'
import type { Database } from '../db/connect.ts'
import { comparedGroups, type GroupSums, holdOutSince, redeemedCost } from '../metrics/increment.ts'
import { creditsOf } from '../metrics/offer-sums.ts'
import type { Span } from '../metrics/people.ts'
import { shownPeriod } from './shown-period.ts'

/** Half a million customers take seconds. */
const keptMs = hourMs
/** A hold-out stays the same for a quarter. */
const quarterDays = 90

const formula =
  '增量=有资格客户（含未触达）平均订单-对照组平均订单，按看过面板的客户从当天起算；归因只说明订单之前发过什么，两者并列看'

const unknown = {
  orderLift: null,
  orderStandardError: null,
  revenueLiftFen: null,
  revenueStandardErrorFen: null,
  incrementalOrders: null,
  incrementalRoi: null,
  incrementality: null,
}

type Numbers = Pick<Increment, keyof typeof unknown | 'isMeasurable' | 'missingCustomers' | 'text'>

async function measure(
  db: Database,
  span: Span,
  { treated, holdOut }: { treated: GroupSums; holdOut: GroupSums },
  marginPercent: number,
): Promise<Numbers> {
  const orders = holdOutLift(meanOfSums(treated.orders), meanOfSums(holdOut.orders))
  const revenue = holdOutLift(meanOfSums(treated.revenueFen), meanOfSums(holdOut.revenueFen))
  if (!orders.isMeasurable || !revenue.isMeasurable) {
    const missingCustomers = orders.isMeasurable ? 0 : orders.missingCustomers
    const text = `还不能测：两组各需${measurableFrom}位客户，较少的一组还差${missingCustomers}位`
    return { ...unknown, isMeasurable: false, missingCustomers, text }
  }
  const { customers } = treated.orders
  const { redeemed, costFen } = await redeemedCost(db, span)
  const gained = incrementalOrders(customers, orders.lift)
  const perHundred = (number: number) => Math.round(Math.abs(number) * 10_000) / 100
  return {
    isMeasurable: true,
    missingCustomers: 0,
    text: `每百位客户${orders.lift < 0 ? '少' : '多'}${perHundred(orders.lift)}单（标准误${perHundred(orders.standardError)}）`,
    orderLift: orders.lift,
    orderStandardError: orders.standardError,
    revenueLiftFen: revenue.lift,
    revenueStandardErrorFen: revenue.standardError,
    incrementalOrders: gained,
    incrementalRoi: incrementalRoi(
      { customers, revenueLiftFen: revenue.lift, marginShare: marginPercent / 100 },
      costFen,
    ),
    incrementality: incrementality(orders.lift, redeemed, customers),
  }
}

export interface IncrementQuestion {
  asOf: number
  timeZone: string
  marginPercent: number
}

/** What the offers added, against the hold-out and since it began, at most a quarter; beside it what is credited to them in the same days. */
async function incrementOfOffers(
  db: Database,
  { asOf, timeZone, marginPercent }: IncrementQuestion,
): Promise<Increment> {
  const quarter = periodUntil(asOf, quarterDays, timeZone)
  const since = await holdOutSince(db, quarter)
  const span = { ...quarter, fromAt: since ?? quarter.fromAt }
  const groups = since === null ? null : await comparedGroups(db, span)
  const numbers: Numbers = groups
    ? await measure(db, span, groups, marginPercent)
    : {
        ...unknown,
        isMeasurable: false,
        missingCustomers: measurableFrom,
        text: '还不能测：对照组还没有开始',
      }
  return {
    ...numbers,
    asOf,
    formula,
    treatedCustomers: groups?.treated.orders.customers ?? 0,
    holdOutCustomers: groups?.holdOut.orders.customers ?? 0,
    period: shownPeriod(span, timeZone),
    attributed: await creditsOf(db, span),
  }
}

/** The increment, measured anew once an hour or when the margin is another. */
export function createIncrement() {
  let known: { increment: Increment; question: IncrementQuestion } | null = null

  return async function increment(db: Database, question: IncrementQuestion): Promise<Increment> {
    const isFresh =
      known !== null &&
      Math.abs(question.asOf - known.question.asOf) < keptMs &&
      known.question.marginPercent === question.marginPercent
    if (known !== null && isFresh) return known.increment
    const measured = await incrementOfOffers(db, question)
    known = { increment: measured, question }
    return measured
  }
}
