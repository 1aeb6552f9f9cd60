import type { z } from 'zod'
import type { GroupPanel, ingestGroupDays, recordGroupTouch, settleGroupPlan } from '../../contract/groups.ts'
import { isPromotionKind, pushKindOf } from '../../domain/cadence/groups/push-kind.ts'
import { groupPushReasons, nextPushAt } from '../../domain/cadence/groups/push-reasons.ts'
import { touchWindowMs } from '../../domain/cadence/touch-grouping.ts'
import { dayMs } from '../../domain/calendar.ts'
import { exitText, mayPush } from '../../domain/risk/exit-rate.ts'
import { recordAudit, recordIngest } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import type { Members } from '../members/service.ts'
import type { ScriptLibrary } from '../scripts/library.ts'
import { changeGroup, findGroup, lockGroup } from './repository.ts'
import type { Roster } from './roster.ts'
import { findSend, insertSend, type SendRow, storeDay, voidSend } from './sends.ts'
import { groupStanding, type GroupStanding } from './standing.ts'
import { checklistView, meterView, panelView, touchView } from './view.ts'

type Push = z.output<(typeof recordGroupTouch)['body']>
type PlanChange = z.output<(typeof settleGroupPlan)['body']>
type Days = z.output<(typeof ingestGroupDays)['body']>['days']

export interface GroupNeeds {
  roster: Roster
  members: Pick<Members, 'namesOf'>
  library: Pick<ScriptLibrary, 'find'>
}

export type Groups = ReturnType<typeof createGroups>

export function createGroups(context: ServerContext, { roster, members, library }: GroupNeeds) {
  const { db, now, config } = context
  const standingOf = (reader: Database, chatId: string, asOf: number) =>
    groupStanding(reader, chatId, { asOf, timeZone: config.timeZone })
  const locked = <T>(chatId: string, run: (trx: Database) => Promise<T>) =>
    retryTransient(() =>
      db.transaction().execute(async (trx) => {
        await lockGroup(trx, chatId)
        return run(trx)
      }),
    )

  function audit(
    trx: Database,
    action: string,
    { chatId, userId, details }: { chatId: string; userId: string; details: object },
  ): Promise<void> {
    const subject = { subjectKind: 'group', subjectId: chatId }
    return recordAudit(trx, context, { at: now(), actor: userId, action, ...subject, details })
  }

  async function sells({ scriptId, contentType, isPromotion }: Push): Promise<boolean> {
    if (scriptId === undefined) return isPromotion || isPromotionKind(contentType)
    const script = await library.find(db, scriptId)
    if (script) return isPromotion || [contentType, pushKindOf(script.contentType)].some(isPromotionKind)
    const problem = 'no such script'
    throw new AppError('invalid_input', {
      message: `body.scriptId: ${problem}`,
      details: { fields: [{ field: 'body.scriptId', problem }] },
    })
  }

  function requireAllowed(send: SendRow, standing: GroupStanding, hasReason: boolean): void {
    const { exit, rules, windowDays, isCadenceBlocking } = standing
    const kind = send.contentType
    if (!mayPush({ kind, isPromotion: send.isPromotion === 1 }, exit)) {
      const text = exitText(exit, windowDays)
      throw new AppError('offer_refused', {
        message: text,
        details: { refusals: [{ ruleId: exit.ruleId, text }] },
      })
    }
    const warnings = groupPushReasons(
      { kind, actorUserId: send.userId, bubbles: send.bubbles },
      standing,
      standing,
      rules,
    )
    if (warnings.length === 0 || (hasReason && !isCadenceBlocking)) return
    const nextSlotAt = nextPushAt(kind, standing, standing, rules)
    throw new AppError('needs_reason', {
      ...(isCadenceBlocking ? { message: '门店设置为超限不可发送' } : {}),
      details: { warnings, nextSlotAt, isBlocked: isCadenceBlocking },
    })
  }

  return {
    async panel(chatId: string, userId: string): Promise<GroupPanel> {
      const seen = await roster.findForStaff(chatId, userId)
      const standing = await standingOf(db, chatId, now())
      const known = [seen.group.ownerUserId, ...standing.sends.map((send) => send.userId)]
      return panelView(seen, standing, { userId, names: await members.namesOf([...new Set(known)]) })
    },

    /** One send, once for each requestId; throws `offer_refused` while RISK-02 pauses it and `needs_reason` beyond a cap. */
    async record(chatId: string, actor: { userId: string; name: string }, push: Push) {
      await roster.findForStaff(chatId, actor.userId)
      const isPromotion = await sells(push)
      const { userId } = actor
      return locked(chatId, async (trx) => {
        const asOf = now()
        const send: SendRow = {
          touchId: newId(context, 'gto'),
          chatId,
          userId,
          requestId: push.requestId,
          contentType: push.contentType,
          isPromotion: isPromotion ? 1 : 0,
          isCheckIn: push.isCheckIn ? 1 : 0,
          bubbles: push.bubbles,
          scriptId: push.scriptId ?? null,
          text: push.text ?? null,
          overrideKind: push.override?.kind ?? null,
          overrideNote: push.override?.note ?? null,
          at: asOf,
          voidedAt: null,
        }
        const first = await findSend(trx, chatId, { requestId: push.requestId })
        if (first) requireSame(first, send)
        else {
          requireAllowed(send, await standingOf(trx, chatId, asOf), push.override !== undefined)
          await insertSend(trx, send)
          const { touchId, contentType, bubbles, overrideKind: override } = send
          const details = { touchId, contentType, bubbles, isPromotion, override }
          await audit(trx, 'group.pushed', { chatId, userId, details })
        }
        return {
          touch: touchView(first ?? send, userId, new Map([[userId, actor.name]])),
          meter: meterView(await standingOf(trx, chatId, asOf), userId),
        }
      })
    },

    /** WeCom did not take it. Only by its sender and within ten minutes (inclusive); again and again is the same. */
    async voidTouch(chatId: string, touchId: string, userId: string) {
      await roster.findForStaff(chatId, userId)
      return locked(chatId, async (trx) => {
        const asOf = now()
        const send = await findSend(trx, chatId, { touchId })
        if (!send || send.userId !== userId) throw new AppError('not_found')
        if (send.voidedAt === null && asOf - send.at > touchWindowMs)
          throw new AppError('wrong_state', { message: '发出超过10分钟，不能再撤回' })
        if (await voidSend(trx, touchId, asOf))
          await audit(trx, 'group.push-voided', { chatId, userId, details: { touchId } })
        return { meter: meterView(await standingOf(trx, chatId, asOf), userId) }
      })
    },

    async settlePlan(chatId: string, userId: string, change: PlanChange) {
      await roster.findForStaff(chatId, userId)
      return locked(chatId, async (trx) => {
        const group = await findGroup(trx, chatId)
        const planJson = JSON.stringify({ ...(JSON.parse(group?.planJson ?? '{}') as object), ...change })
        await changeGroup(trx, chatId, { planJson })
        await audit(trx, 'group.planned', { chatId, userId, details: { parts: Object.keys(change) } })
        return { checklist: checklistView(planJson) }
      })
    },

    async storeDays(days: Days, keyId: string): Promise<void> {
      const updatedAt = now()
      await db.transaction().execute(async (trx) => {
        for (const { chatId, date, messages } of days)
          await storeDay(trx, { chatId, localDay: Date.parse(date) / dayMs, messages, updatedAt })
        await recordIngest(trx, context, { keyId, kind: 'group-days', counts: { rows: days.length } })
      })
    },
  }
}

/** The same tap again, or another one under its id. */
function requireSame(first: SendRow, send: SendRow): void {
  const keys = ['userId', 'contentType', 'isPromotion', 'isCheckIn', 'bubbles', 'scriptId', 'text'] as const
  if (keys.some((key) => first[key] !== send[key]))
    throw new AppError('key_reused', { message: '同一个 requestId 带了不同的内容' })
  if (first.voidedAt !== null) throw new AppError('wrong_state', { message: '这次发送已经撤回' })
}
