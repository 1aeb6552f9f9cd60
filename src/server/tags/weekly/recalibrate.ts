import { localDay } from '../../../domain/calendar.ts'
import type { CustomerFacts } from '../../../domain/customers/facts.ts'
import { ruleValue } from '../../../domain/rules/value.ts'
import { isRecalibrationDue } from '../../../domain/tags/weekly/due.ts'
import { type TagCount, tallyTags, totalOf } from '../../../domain/tags/weekly/tally.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { leavingRoom } from '../../db/leave-room.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { writeBehind } from '../../db/write-behind.ts'
import { readSettings } from '../../settings/service.ts'
import { storeTagsOf, type TagRecord } from '../repository.ts'
import type { Tags } from '../service.ts'
import { readTagRules } from '../store-rules.ts'
import { measureAudiences } from './audiences.ts'
import { changesRows, type CustomerPlan, planCustomer, writePlan } from './customer-plan.ts'
import { customerPages } from './customer-pages.ts'
import { latestTagReport, storeTagReport, type TagReport } from './reports.ts'

/** Customers whose facts are read at the same time. */
const readAtOnce = 8
/** Customers whose tags are written in one transaction. */
const writtenAtOnce = 16

export interface RecalibrationNeeds {
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  tags: Pick<Tags, 'derive'>
  customers: { lock: (trx: Database, customerId: string) => Promise<void> }
}

/**
 * TAG-01: derives the data and behaviour tags of every customer with activity or tags anew, stores them with evidence and
 * end, drops what is over and stores a report. It reads in pages and writes in short transactions; running it again at the
 * same instant changes no tag.
 */
export async function recalibrateTags(
  context: ServerContext,
  needs: RecalibrationNeeds,
  { asOf }: { asOf: number },
): Promise<TagReport> {
  const { db, config } = context
  const { rules, lives } = await readTagRules(db)
  const moment = { asOf, timeZone: config.timeZone, lives }
  let counts = new Map<string, TagCount>()
  let customers = 0
  let customersTouched = 0

  async function planOf(customerId: string, all: readonly TagRecord[]): Promise<CustomerPlan> {
    const stored = all.filter((row) => row.customerId === customerId)
    const facts = await needs.facts.factsOf(db, customerId, asOf)
    const derived = await needs.tags.derive(db, customerId, { facts, stored, rules })
    return planCustomer(customerId, stored, derived, moment)
  }

  for await (const customerIds of customerPages(db, asOf, lives)) {
    const stored = await storeTagsOf(db, customerIds)
    const plans: CustomerPlan[] = []
    for (let start = 0; start < customerIds.length; start += readAtOnce) {
      const some = customerIds.slice(start, start + readAtOnce)
      plans.push(...(await Promise.all(some.map((customerId) => planOf(customerId, stored)))))
    }
    const changed = plans.filter(changesRows)
    await write(db, needs, changed)
    counts = tallyTags(
      counts,
      plans.flatMap(({ plan }) => plan.outcomes),
    )
    customers += customerIds.length
    customersTouched += changed.length
  }
  const report: TagReport = {
    asOf,
    customers,
    customersTouched,
    total: totalOf(counts.values()),
    counts: [...counts.values()].sort((a, b) => b.after - a.after || (a.name < b.name ? -1 : 1)),
    audiences: await measureAudiences(db, asOf),
  }
  await storeTagReport(context, localDay(asOf, config.timeZone), report)
  return report
}

/** In transactions of a few customers: this process may be of low priority and lose its turn with the lock. It waits for no disk: the tags can be derived again. */
async function write(
  db: Database,
  { customers }: RecalibrationNeeds,
  plans: readonly CustomerPlan[],
): Promise<void> {
  for (let start = 0; start < plans.length; start += writtenAtOnce) {
    const some = plans.slice(start, start + writtenAtOnce)
    await leavingRoom(() =>
      retryTransient(() =>
        writeBehind(db, async (trx) => {
          for (const plan of some) {
            await customers.lock(trx, plan.customerId)
            await writePlan(trx, plan)
          }
        }),
      ),
    )
  }
}

/** Recalibrates when the last run is a week old (TAG-01, at the store's number of days); null when it is not. */
export async function recalibrateTagsWeekly(
  context: ServerContext,
  needs: RecalibrationNeeds,
  { asOf }: { asOf: number },
): Promise<TagReport | null> {
  const everyDays = ruleValue(await readSettings(context), 'TAG-01', 'days')
  const last = await latestTagReport(context.db)
  const today = localDay(asOf, context.config.timeZone)
  if (!isRecalibrationDue(last?.asOfDay ?? null, today, everyDays)) return null
  return recalibrateTags(context, needs, { asOf })
}
