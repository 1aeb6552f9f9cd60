import type { Override } from '../../contract/coupons.ts'
import { dayMs } from '../../domain/calendar.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'
import { type Bubble, joined } from './bubble.ts'
import { createMeter, type MeterNeeds, type MeterQuestion } from './meter.ts'
import { missesByTouch, respondedAts, sentBubbles } from './responses.ts'
import {
  type BubbleRecord,
  bubblesOf,
  insertBubble,
  insertReply,
  insertTouch,
  lastByRule,
  openTouch,
  sentSince,
  type TouchRecord,
  touchesBefore,
  updateTouch,
  usedScriptIds,
} from './repository.ts'

/** A run of misses is followed this far back. */
const runWindowMs = 31 * dayMs

export interface TouchNeeds extends MeterNeeds {
  customers: MeterNeeds['customers'] & {
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
}

export interface TouchWithBubbles extends TouchRecord {
  parts: BubbleRecord[]
}

export type Touches = ReturnType<typeof createTouches>

export function createTouches(context: ServerContext, needs: TouchNeeds) {
  const { meter, askingUntil } = createMeter(context, needs)

  return {
    meter,
    usedScriptIds,
    lastByRule,

    /** Throws `needs_reason` while the meter warns and no reason is given, or always where the store blocks. */
    async requireAllowed(
      trx: Database,
      input: MeterQuestion & { override: Override | undefined },
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
        contentType,
        isReply: isReply ? 1 : 0,
        text,
        via,
        isEdited,
        at: asOf,
        ruleId: part.ruleId,
      })
      if (part.overrideKind !== null)
        await recordAudit(trx, context, {
          at: asOf,
          actor: userId,
          action: 'touch.overridden',
          subjectKind: 'touch',
          subjectId: touchId,
          customerId,
          details: { bubbleId, contentType, reason: part.overrideKind },
        })
      return { ...touch, parts: await bubblesOf(trx, [touchId]) }
    },

    /** The customer wrote, an advisor says: it answers what was sent before. */
    async recordReply(db: Database, customerId: string, userId: string, asOf: number): Promise<void> {
      await insertReply(db, { replyId: newId(context, 'rep'), customerId, userId, at: asOf })
    },

    /** The place in its run of misses of each touch from `sinceMs` on that nobody answered (CAD-10). */
    async missNumbers(
      db: Database,
      customerId: string,
      { sinceMs, asOf, rules }: { sinceMs: number; asOf: number; rules: RuleOverrides },
    ): Promise<Map<string, number>> {
      const rows = await sentSince(db, customerId, sinceMs - runWindowMs)
      const activityAts = await respondedAts(db, customerId, sinceMs - runWindowMs, asOf)
      return missesByTouch(sentBubbles(rows, new Map()), { activityAts, asOf, rules })
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
