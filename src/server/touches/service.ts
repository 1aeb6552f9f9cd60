import type { CadenceMeter } from '../../contract/cadence.ts'
import type { Override } from '../../contract/coupons.ts'
import type { ContentType } from '../../domain/cadence/content-type.ts'
import { cadenceMeter } from '../../domain/cadence/meter.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { ScriptLibrary } from '../scripts/library.ts'
import { readSettings } from '../settings/service.ts'
import { type Bubble, joined } from './bubble.ts'
import { toContractMeter } from './contract-meter.ts'
import {
  type BubbleRecord,
  bubblesOf,
  insertBubble,
  insertTouch,
  openTouch,
  sentSince,
  type TouchRecord,
  touchesBefore,
  updateTouch,
  usedScriptIds,
} from './repository.ts'

/** The month of the meter is 30 local days; one more covers the time zone. */
const meterWindowMs = 31 * dayMs

export interface TouchNeeds {
  customers: {
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
    /** Reads with the given database, so that it may run inside a transaction. */
    find: (customerId: string, db: Database) => Promise<{ askingUntil: number | null } | undefined>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  library: Pick<ScriptLibrary, 'labelsOf'>
}

export interface TouchWithBubbles extends TouchRecord {
  parts: BubbleRecord[]
}

export type Touches = ReturnType<typeof createTouches>

export function createTouches(context: ServerContext, needs: TouchNeeds) {
  const { timeZone } = context.config

  async function askingUntil(db: Database, customerId: string, asOf: number): Promise<number | null> {
    const until = (await needs.customers.find(customerId, db))?.askingUntil ?? null
    return until !== null && until > asOf ? until : null
  }

  /** All advisors' touches of this customer count; the open touch shown is that of `userId`. */
  async function meter(
    db: Database,
    {
      customerId,
      userId,
      asOf,
      facts,
    }: { customerId: string; userId: string; asOf: number; facts?: CustomerFacts },
  ): Promise<CadenceMeter> {
    const known = facts ?? (await needs.facts.factsOf(db, customerId, asOf))
    const until = await askingUntil(db, customerId, asOf)
    const rows = await sentSince(db, customerId, asOf - meterWindowMs)
    const scriptIds = rows.flatMap(({ scriptId }) => (scriptId === null ? [] : [scriptId]))
    const labels = await needs.library.labelsOf(db, scriptIds)
    const bubbles = rows.map((row) => ({
      sentAt: row.at,
      actorUserId: row.userId,
      contentType: row.contentType as ContentType,
      aidaStep: row.scriptId === null ? null : (labels.get(row.scriptId)?.step ?? null),
      isReply: row.isReply === 1,
    }))
    const stage = known.cadence
    const averageOrderFen = known.averageOrderFen ?? null
    const input = { stage, averageOrderFen, isAsking: until !== null, actorUserId: userId }
    return toContractMeter(cadenceMeter(bubbles, input, asOf, timeZone), { stage, askingUntil: until, asOf })
  }

  return {
    meter,
    usedScriptIds,

    /** Throws `needs_reason` while the meter warns and no reason is given, or always where the store blocks. */
    async requireAllowed(
      trx: Database,
      input: {
        customerId: string
        userId: string
        override: Override | undefined
        asOf: number
        facts?: CustomerFacts
      },
    ): Promise<void> {
      const { warnings, nextSlotAt } = await meter(trx, input)
      if (warnings.length === 0) return
      const { isCadenceBlocking } = await readSettings({ db: trx })
      if (isCadenceBlocking) {
        const message = '门店设置为超限不可发送'
        throw new AppError('needs_reason', { message, details: { warnings, nextSlotAt, isBlocked: true } })
      }
      if (!input.override) {
        throw new AppError('needs_reason', { details: { warnings, nextSlotAt, isBlocked: false } })
      }
    },

    /**
     * Records one bubble: it joins this advisor's open touch or starts a new one. Takes the customer's lock, so that two
     * at once are both counted. Never refuses: what WeCom took is recorded whatever the meter says.
     */
    async recordBubble(trx: Database, bubble: Bubble): Promise<TouchWithBubbles> {
      const { customerId, userId, text, via, asOf, contentType } = bubble
      await needs.customers.lock(trx, customerId)
      const isReply = bubble.isReply ?? (await askingUntil(trx, customerId, asOf)) !== null
      const [scriptId, couponId] = [bubble.scriptId ?? null, bubble.couponId ?? null]
      const part = {
        contentType,
        isReply,
        couponId,
        ruleId: bubble.ruleId ?? null,
        overrideKind: bubble.override?.kind ?? null,
        overrideNote: bubble.override?.note ?? null,
      }
      const open = await openTouch(trx, customerId, userId, asOf)
      const touch: TouchRecord = open
        ? {
            ...open,
            ...joined(open, part),
            bubbles: open.bubbles + 1,
            lastBubbleAt: Math.max(open.lastBubbleAt, asOf),
          }
        : {
            ...part,
            touchId: newId(context, 'tch'),
            customerId,
            userId,
            startedAt: asOf,
            lastBubbleAt: asOf,
            bubbles: 1,
          }
      await (open ? updateTouch(trx, touch) : insertTouch(trx, touch))
      const isEdited = bubble.isEdited ? 1 : 0
      const bubbleId = newId(context, 'bub')
      const { touchId } = touch
      await insertBubble(trx, {
        bubbleId,
        touchId,
        customerId,
        userId,
        scriptId,
        couponId,
        text,
        via,
        isEdited,
        at: asOf,
      })
      return { ...touch, parts: await bubblesOf(trx, [touchId]) }
    },

    /** Touches that started before `before`, latest first, each with its bubbles, oldest first. */
    async history(
      db: Database,
      customerId: string,
      before: number,
      limit: number,
    ): Promise<TouchWithBubbles[]> {
      const touches = await touchesBefore(db, customerId, before, limit)
      const ids = touches.map(({ touchId }) => touchId)
      const parts = await bubblesOf(db, ids)
      return touches.map((touch) => ({
        ...touch,
        parts: parts.filter(({ touchId }) => touchId === touch.touchId),
      }))
    },
  }
}
