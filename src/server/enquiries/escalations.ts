import type { OpenEnquiry } from '../../domain/actions/enquiries/open-enquiries.ts'
import { priceBreachMinutes, priceClock } from '../../domain/actions/enquiries/price-clock.ts'
import { dayMs, minuteMs } from '../../domain/calendar.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { insertEscalation } from './repository.ts'

/** When an open price enquiry began whose note is due at `asOf`: after the first (a day old is over), up to the second. */
export function breachedBetween(asOf: number): [fromMs: number, toMs: number] {
  return [asOf - dayMs, asOf - priceBreachMinutes * minuteMs]
}

/** The lead gets one note for every price that nobody answered within 60 minutes (C1). */
export async function escalate(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  db: Database,
  customerId: string,
  { open, asOf }: { open: readonly OpenEnquiry[]; asOf: number },
): Promise<void> {
  for (const { about, startedAt } of open) {
    if (about !== 'price' || priceClock(startedAt, asOf).state !== 'breached') continue
    await insertEscalation(db, {
      escalationId: newId(context, 'esc'),
      customerId,
      ruleId: 'NBA-01',
      enquiryStartedAt: startedAt,
      note: `问价超过${priceBreachMinutes}分钟没有回复，请主管跟进`,
      at: asOf,
    })
  }
}
