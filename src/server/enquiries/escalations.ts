import type { OpenEnquiry } from '../../domain/actions/enquiries/open-enquiries.ts'
import { priceClock, priceMinutes } from '../../domain/actions/enquiries/price-clock.ts'
import { dayMs, minuteMs } from '../../domain/calendar.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { insertEscalation } from './escalation-rows.ts'

/** When an open price enquiry began whose note is due at `asOf`: after the first (a day old is over), up to the second. */
export function breachedBetween(asOf: number, rules: RuleOverrides): [fromMs: number, toMs: number] {
  return [asOf - dayMs, asOf - priceMinutes(rules).breach * minuteMs]
}

/** The lead gets one note for every price that nobody answered within the 60 minutes of C1, or those of the store. */
export async function escalate(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  db: Database,
  customerId: string,
  { open, asOf, rules }: { open: readonly OpenEnquiry[]; asOf: number; rules: RuleOverrides },
): Promise<void> {
  for (const { about, startedAt } of open) {
    if (about !== 'price' || priceClock(startedAt, asOf, rules).state !== 'breached') continue
    await insertEscalation(db, {
      escalationId: newId(context, 'esc'),
      customerId,
      ruleId: 'NBA-01',
      enquiryStartedAt: startedAt,
      note: `问价超过${priceMinutes(rules).breach}分钟没有回复，请主管跟进`,
      at: asOf,
    })
  }
}
