import type { MetricCard, Review } from '../../contract/review.ts'
import { yuan } from '../../domain/money.ts'

function cardLine({ ruleId, name, value, text, stateName, previous, formula }: MetricCard): string {
  if (value === null) return `  ${name} ${text}  ${formula}  [${ruleId}]`
  const before = previous ? `，上期${previous.text}` : ''
  return `  ${name} ${text}（${stateName}${before}）  ${formula}  [${ruleId}]`
}

/** The review in lines for a terminal. */
export function reviewLines(review: Review): string[] {
  const { period, cards, stages, funnel, offers, increment, risks, alerts, tasks } = review
  const { complaints, pressure, platform } = risks
  return [
    `复盘 ${period.from} 至 ${period.until}（${review.timeZone}）`,
    ...[...cards, ...stages].map(cardLine),
    `漏斗 ${funnel.steps.map(({ name, people }) => `${name} ${people}`).join(' > ')}`,
    ...(funnel.weakest ? [`  ${funnel.weakest.text}`] : []),
    ...funnel.suggestions.map(({ ruleId, reason }) => `  建议 ${reason}  [${ruleId}]`),
    ...offers.map(
      ({ name, sent, claimed, redeemed, redemption, costFen, marginShare, roi }) =>
        `优惠 ${name}：发${sent} 领${claimed} 核${redeemed} 核销率${redemption.text} 成本${yuan(costFen)}元` +
        ` 毛利占比${marginShare.text}${marginShare.isAlert ? '（超线）' : ''} ROI ${roi.text}`,
    ),
    `归因 ${increment.attributed.orders}单 ${yuan(increment.attributed.creditedFen)}元；增量 ${increment.text}`,
    ...[complaints, pressure, platform].map(
      ({ isRaised, ruleId, text }) => `${isRaised ? '预警' : '风险'} ${text}  [${ruleId}]`,
    ),
    ...alerts.map(
      ({ name, alerts: count, open, ruleId }) => `预警 ${name} ${count}起，${open}起没人看过  [${ruleId}]`,
    ),
    ...tasks.map(
      ({ title, detail, isDone, doneBy }) =>
        `任务 ${isDone ? `已完成（${doneBy}）` : '待办'} ${title}：${detail}`,
    ),
  ]
}
