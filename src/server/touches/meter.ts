import type { CadenceMeter } from '../../contract/cadence.ts'
import { contentMix } from '../../domain/cadence/content-mix.ts'
import { cadenceMeter } from '../../domain/cadence/meter.ts'
import { responseLog } from '../../domain/cadence/no-response.ts'
import { groupTouches } from '../../domain/cadence/touch-grouping.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { ScriptLibrary } from '../scripts/library.ts'
import { toContractMeter } from './contract-meter.ts'
import { sentSince } from './repository.ts'
import { respondedAts, sentBubbles } from './responses.ts'

/** The month of the meter is 30 local days; one more covers the time zone. */
const meterWindowMs = 31 * dayMs

export interface MeterNeeds {
  customers: {
    /** Reads with the given database, so that it may run inside a transaction. */
    find: (customerId: string, db: Database) => Promise<{ askingUntil: number | null } | undefined>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  library: Pick<ScriptLibrary, 'labelsOf'>
}

/** Whose meter, for whom; `facts` and `asking` where the caller has them already. */
export interface MeterQuestion {
  customerId: string
  userId: string
  asOf: number
  facts?: CustomerFacts
  asking?: { askingUntil: number | null }
}

export function createMeter({ config }: Pick<ServerContext, 'config'>, needs: MeterNeeds) {
  /** Until when the customer is asking (exclusive); null when she is not. */
  async function askingUntil(
    db: Database,
    customerId: string,
    asOf: number,
    known?: { askingUntil: number | null },
  ): Promise<number | null> {
    const until = (known ?? (await needs.customers.find(customerId, db)))?.askingUntil ?? null
    return until !== null && until > asOf ? until : null
  }

  /** All advisors' touches of this customer count; the open touch shown is that of `userId`. */
  async function meter(db: Database, question: MeterQuestion): Promise<CadenceMeter> {
    const { customerId, userId, asOf } = question
    const facts = question.facts ?? (await needs.facts.factsOf(db, customerId, asOf))
    const until = await askingUntil(db, customerId, asOf, question.asking)
    const rows = await sentSince(db, customerId, asOf - meterWindowMs)
    const scriptIds = rows.flatMap(({ scriptId }) => (scriptId === null ? [] : [scriptId]))
    const labels = await needs.library.labelsOf(db, scriptIds)
    const bubbles = sentBubbles(rows, labels)
    const activityAts = await respondedAts(db, customerId, asOf - meterWindowMs, asOf)
    const { cadence: stage, averageOrderFen = null } = facts
    const { rules } = facts
    const input = { stage, averageOrderFen, isAsking: until !== null, actorUserId: userId, rules }
    const { timeZone } = config
    const touches = groupTouches(bubbles)
    return toContractMeter(cadenceMeter(bubbles, input, asOf, timeZone), {
      stage,
      askingUntil: until,
      asOf,
      responses: responseLog(touches, activityAts, asOf, rules),
      mix: contentMix(touches, stage, { asOf, timeZone }, rules),
      rules,
    })
  }

  return { meter, askingUntil }
}
