import type { Review, ReviewTask } from '../../contract/review.ts'
import { shareText } from '../../domain/metrics/card-text.ts'
import { reviewDays } from '../../domain/review/due.ts'
import { periodBefore, periodUntil } from '../../domain/review/period.ts'
import { localDay } from '../../domain/calendar.ts'
import { alertSums } from '../abuse/sums.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { coreCards, stageMetrics } from '../metrics/service.ts'
import { creditsByOffer, offerSums, termsIssued } from '../metrics/offer-sums.ts'
import { storeMargin } from '../metrics/purchases.ts'
import { readSettings } from '../settings/service.ts'
import { latestTagReport } from '../tags/weekly/reports.ts'
import { campaignRows } from './campaign-rows.ts'
import { reviewFunnel } from './funnel.ts'
import { createIncrement } from './increment-of-offers.ts'
import { offerRow } from './offer-rows.ts'
import { reviewRisks } from './risks.ts'
import { shownPeriod } from './shown-period.ts'
import { complaintsNow, createReviewTasks, openScriptReview, type TaskNeeds } from './tasks.ts'

const notes = [
  '已退订的客户：活跃、下单照常计入；不进应触达、触达和备用渠道人数',
  '对照组客户：活跃、下单和触达照常计入（只服务不发券）；不进券的应触达，只用来和其他客户比较',
]

export interface Reviews {
  read: () => Promise<Review>
  endTask: (taskId: string, userId: string) => Promise<ReviewTask>
}

async function weakAudiences(db: Database): Promise<Review['weakAudiences']> {
  const latest = await latestTagReport(db)
  return (latest?.report.audiences ?? [])
    .filter(({ isBelowMedian }) => isBelowMedian)
    .map(({ name, reached, converted }) => ({
      ruleId: 'TAG-09' as const,
      name,
      reached,
      converted,
      text: `${name}：触达${reached}人，转化${shareText({ part: converted, whole: reached })}，低于各人群中位数`,
    }))
}

export function createReviews(context: ServerContext, needs: TaskNeeds): Reviews {
  const { db, config, now } = context
  const { timeZone } = config
  const tasks = createReviewTasks(context, needs)
  const increment = createIncrement()

  return {
    endTask: tasks.end,

    /** Sums of the store only. A rise in complaints opens its task before the tasks are listed. */
    async read(): Promise<Review> {
      const asOf = now()
      const { rules, defaultMarginPercent } = await readSettings({ db })
      const { fromDay, untilDay } = reviewDays(localDay(asOf, timeZone), rules)
      const period = periodUntil(asOf, untilDay - fromDay + 1, timeZone)
      const before = periodBefore(period, timeZone)
      const question = { asOf, timeZone, rules, period, before }
      const margin = await storeMargin(db, defaultMarginPercent)
      const sums = await offerSums(db, period)
      const terms = await termsIssued(db, period)
      const credits = await creditsByOffer(db, period)
      const rise = await complaintsNow(db, { asOf, timeZone, rules })
      await openScriptReview(context, rise, asOf)
      return {
        asOf,
        timeZone,
        period: shownPeriod(period, timeZone),
        previousPeriod: shownPeriod(before, timeZone),
        notes,
        cards: await coreCards(db, question),
        stages: await stageMetrics(db, question),
        funnel: await reviewFunnel(db, period, rules, (offerId) => terms.get(offerId)?.name ?? offerId),
        offers: sums.map((offer) =>
          offerRow(offer, {
            terms: terms.get(offer.offerId),
            credited: credits.get(offer.offerId),
            marginPercent: margin.percent,
            rules,
          }),
        ),
        increment: await increment(db, { asOf, timeZone, marginPercent: margin.percent }),
        margin,
        campaigns: await campaignRows(db, period, { sums, terms, rules }),
        weakAudiences: await weakAudiences(db),
        risks: await reviewRisks(db, { asOf, timeZone }, rise),
        alerts: await alertSums(db, period),
        tasks: await tasks.listSince(period.fromAt),
      }
    },
  }
}
