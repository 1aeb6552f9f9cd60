import { type AlertKind, alertMeaning } from '../../domain/abuse/alert.ts'
import { dayMs, localDay } from '../../domain/calendar.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

export interface Suspicion {
  kind: AlertKind
  /** What it is about; one alert a day stands for it. */
  subjectId: string
  customerId?: string | null
  userId?: string | null
  /** How many were found; left out: `more` than before. */
  count?: number
  more?: number
  /** What the count is held against, inclusive. */
  bound: number
  /** It goes on for longer than a day: an alert of the last weeks is continued instead of a new one a day. */
  isLasting?: boolean
}

/** So long a lasting alert is continued. */
const lastingMs = 30 * dayMs

type Alerting = Pick<ServerContext, 'config' | 'now' | 'randomBytes'>

/**
 * Tells of a suspicion, or counts it on the alert that stands for it. One that was looked at opens again when the count has
 * doubled since. Said twice with the same count it changes nothing, whichever process says it.
 */
export async function raiseAlert(db: Database, context: Alerting, suspicion: Suspicion): Promise<void> {
  const {
    kind,
    subjectId,
    customerId = null,
    userId = null,
    count,
    more = 1,
    bound,
    isLasting = false,
  } = suspicion
  const at = context.now()
  const today = localDay(at, context.config.timeZone)
  const before = await db
    .selectFrom('abuseAlert')
    .selectAll()
    .where('kind', '=', kind)
    .where('subjectId', '=', subjectId)
    .where((eb) => (isLasting ? eb('lastAt', '>=', at - lastingMs) : eb('openedDay', '=', today)))
    .orderBy('lastAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before) {
    const now = count ?? before.count + more
    if (now <= before.count) return
    const isWorse = now >= 2 * before.count
    await db
      .updateTable('abuseAlert')
      .set({ count: now, bound, lastAt: at, ...(isWorse ? { reviewedAt: null, reviewedBy: null } : {}) })
      .where('alertId', '=', before.alertId)
      .execute()
    return
  }
  await db
    .insertInto('abuseAlert')
    .values({
      alertId: newId(context, 'alr'),
      kind,
      subjectId,
      openedDay: today,
      outcome: alertMeaning(kind).outcome,
      customerId,
      userId,
      count: count ?? more,
      bound,
      firstAt: at,
      lastAt: at,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'subjectId', 'openedDay']).doNothing())
    .execute()
}
