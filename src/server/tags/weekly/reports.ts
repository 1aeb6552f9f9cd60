import type { AudienceLift } from '../../../domain/tags/audience.ts'
import type { TagCount } from '../../../domain/tags/weekly/tally.ts'
import { newId, type ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'

/** What a weekly recalibration did (TAG-01), and how the audiences answer (TAG-09). */
export interface TagReport {
  asOf: number
  /** Customers that were looked at, and those of them whose tags changed. */
  customers: number
  customersTouched: number
  total: Omit<TagCount, 'name'>
  counts: TagCount[]
  audiences: AudienceLift[]
}

export async function storeTagReport(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  asOfDay: number,
  report: TagReport,
): Promise<void> {
  const { asOf } = report
  const reportId = newId(context, 'tagrep')
  const reportJson = JSON.stringify(report)
  await context.db
    .insertInto('tagReport')
    .values({ reportId, asOf, asOfDay, reportJson, createdAt: context.now() })
    .execute()
}

/** The report of the latest day, with that day; null before the first run. */
export async function latestTagReport(db: Database): Promise<{ asOfDay: number; report: TagReport } | null> {
  const row = await db
    .selectFrom('tagReport')
    .select(['asOfDay', 'reportJson'])
    .orderBy('asOfDay', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('reportId', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { asOfDay: row.asOfDay, report: JSON.parse(row.reportJson) as TagReport } : null
}

/** The report in lines for a terminal. */
export function tagReportLines({
  customers,
  customersTouched,
  total,
  counts,
  audiences,
}: TagReport): string[] {
  const change = ({ before, after, added, kept, greyed, dropped }: Omit<TagCount, 'name'>) =>
    `${before} -> ${after} (${added} added, ${kept} kept, ${greyed} greyed, ${dropped} dropped)`
  const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)} %`)
  return [
    `recalibrated tags of ${customers} customers, ${customersTouched} of them touched: ${change(total)}`,
    ...counts.map((count) => `  ${count.name}: ${change(count)}`),
    ...audiences.map(
      ({ name, size, reached, conversion, lift, isBelowMedian }) =>
        `  audience ${name}: ${size} customers, ${reached} reached, conversion ${percent(conversion)}, lift ${percent(lift)}` +
        (isBelowMedian ? ', below the median' : ''),
    ),
  ]
}
