import type { MetricCard } from '../../contract/review.ts'
import { contentOpenCard, groupActivityCard } from '../../domain/metrics/group-cards.ts'
import { conversionCard, dailyActiveCard, interactionCard } from '../../domain/metrics/core-cards.ts'
import { ltvHealth } from '../../domain/metrics/ltv-health.ts'
import { averageOrderFen, repurchaseCard } from '../../domain/metrics/purchase-cards.ts'
import { stageCards } from '../../domain/metrics/stage-cards.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import { type Period, periodBefore, periodUntil } from '../../domain/review/period.ts'
import type { Database } from '../db/connect.ts'
import { contentOpens } from './coupon-people.ts'
import { countOf, fenMetric, shareMetric, timesMetric } from './metric-card.ts'
import { countActiveOfAll, countPeople, type DayCounts, type PeopleCounts } from './people.ts'
import { repurchasesOf, salesOf, storeValues } from './purchases.ts'
import { stageCounts } from './stage-people.ts'

/** A week cannot show who comes back: the cohort of MET-04 are the first buyers of a year. */
const cohortDays = 365

export interface MetricQuestion {
  asOf: number
  timeZone: string
  rules: RuleOverrides
  /** The days of the review and the ones before. */
  period: Period
  before: Period
}

function activeShare({ active, all }: DayCounts) {
  return countOf(active, all)
}

function peopleCards(now: PeopleCounts, before: PeopleCounts, days: string, rules: RuleOverrides) {
  const interacting = countOf(now.interacting, now.active)
  const buying = countOf(now.buyers, now.active)
  return [
    shareMetric(
      interactionCard({ interactingPeople: interacting.part, activePeople: now.active }, rules),
      { formula: `互动率=${days}互动人数/活跃人数；互动指领取或打开券、回复、分享、打卡、询价、投诉` },
      countOf(before.interacting, before.active),
    ),
    shareMetric(
      conversionCard({ buyers: buying.part, activePeople: now.active }, rules),
      { formula: `转化率=${days}下单人数/活跃人数；下单指已付款` },
      countOf(before.buyers, before.active),
    ),
  ]
}

/** MET-01 to MET-05 and LTV-01 with what they look at. All customers count, opted out or held out as well: these are facts of the shop. */
export async function coreCards(db: Database, question: MetricQuestion): Promise<MetricCard[]> {
  const { asOf, timeZone, rules, period, before } = question
  const days = `近${period.untilDay - period.fromDay + 1}天`
  const weekAgo = periodBefore(periodUntil(asOf, 7, timeZone), timeZone)
  const today = await countActiveOfAll(db, periodUntil(asOf, 1, timeZone))
  const then = await countActiveOfAll(db, periodUntil(weekAgo.untilAt - 1, 1, timeZone))
  const [now, earlier] = [await countPeople(db, period), await countPeople(db, before)]
  const [sales, salesBefore] = [await salesOf(db, period), await salesOf(db, before)]
  const cohort = await repurchasesOf(db, periodUntil(asOf, cohortDays, timeZone))
  const [opens, opensBefore] = [await contentOpens(db, period), await contentOpens(db, before)]
  const values = await storeValues(db)
  const health = ltvHealth(
    { ltvFen: values.ltvFen ?? 0, averageOrderFen: values.ltvFen === null ? null : values.averageOrderFen },
    rules,
  )
  const active = activeShare(today)
  return [
    shareMetric(
      dailyActiveCard({ activePeople: active.part, allPeople: active.whole }, rules),
      {
        formula: '日活跃=今天活跃人数/全部人数；活跃指下单、逛店、打开或领取券、回复',
        note: '今天还没有过完；上期是7天前的一整天',
      },
      activeShare(then),
    ),
    ...peopleCards(now, earlier, days, rules),
    fenMetric(
      { ruleId: 'MET-04', name: '客单价' },
      averageOrderFen(sales),
      { formula: `客单价=${days}净销售额/下单人数；净销售额已减去退款和运费` },
      averageOrderFen(salesBefore),
    ),
    shareMetric(repurchaseCard(cohort), {
      formula: `复购率=近${cohortDays}天首购的人里再次下单的人数/首购人数`,
    }),
    shareMetric(groupActivityCard({ activeMembers: 0, members: 0 }, rules), {
      formula: '群活跃=群内活跃人数/群人数',
      note: '企业微信不提供群成员发言，暂时算不出来',
    }),
    shareMetric(
      contentOpenCard(opens, rules),
      {
        formula: `内容打开率=${days}打开人数/发送人数`,
        note: '只有券和问卷能知道是否打开，文字和图片不计',
      },
      { part: opensBefore.openedPeople, whole: opensBefore.sentPeople },
    ),
    timesMetric(
      { ruleId: 'LTV-01', name: 'LTV/客单价' },
      { times: health.orders, target: health.targetOrders, isReached: health.isReached },
      { formula: '平均LTV/平均每单净额，按最近一次评分的客户' },
    ),
  ]
}

/** MET-07 over the days of the review. */
export async function stageMetrics(db: Database, { period, before }: MetricQuestion): Promise<MetricCard[]> {
  const days = `近${period.untilDay - period.fromDay + 1}天`
  const earlier = stageCards(await stageCounts(db, before))
  return stageCards(await stageCounts(db, period)).map((card, place) =>
    shareMetric(card, { formula: `${card.name}=${days}${card.formula}` }, earlier[place] ?? null),
  )
}
