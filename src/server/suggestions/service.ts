import type { IgnoredSuggestion } from '../../contract/suggestions.ts'
import { stepTitle } from '../../domain/actions/step-titles.ts'
import {
  type RejectReason,
  rejectReasonNames,
  type Snooze,
  snoozeNames,
} from '../../domain/actions/reject-reasons.ts'
import { dismissedUntil, isSuppressible, snoozedUntil } from '../../domain/actions/suppression.ts'
import { keyValue } from '../../domain/rules/value.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'
import {
  activeSuppressions,
  endSuppressions,
  insertSuppression,
  type SuppressionRecord,
} from './repository.ts'

export interface SuggestionNeeds {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
}

interface PutAside {
  kind: 'dismissed' | 'snoozed'
  reason: RejectReason | Snooze
  note: string
  until: (asOf: number) => Promise<number>
}

export type Suggestions = ReturnType<typeof createSuggestions>

function shown({ ruleId, kind, reason, note, createdAt, until }: SuppressionRecord): IgnoredSuggestion {
  return {
    ruleId,
    title: stepTitle(ruleId) ?? ruleId,
    kind: kind === 'snoozed' ? 'snoozed' : 'dismissed',
    reasonName: { ...rejectReasonNames, ...snoozeNames }[reason as RejectReason | Snooze],
    note,
    at: createdAt,
    until,
  }
}

export function createSuggestions(context: ServerContext, needs: SuggestionNeeds) {
  const { db, now, config } = context

  async function ignored(reader: Database, customerId: string, asOf: number): Promise<IgnoredSuggestion[]> {
    return (await activeSuppressions(reader, customerId, asOf)).map(shown)
  }

  /** The customer of the chat; an unknown rule ends like an unknown customer, a complaint is not put aside. */
  async function customerOf(externalUserId: string, userId: string, ruleId: string): Promise<string> {
    const { customerId } = await needs.customers.findForAdvisor(externalUserId, userId)
    if (stepTitle(ruleId) === undefined) throw new AppError('not_found')
    return customerId
  }

  function audit(
    trx: Database,
    action: string,
    { customerId, ruleId, ...entry }: { customerId: string; ruleId: string; actor: string; details: object },
  ): Promise<void> {
    const subject = { subjectKind: 'suggestion', subjectId: ruleId, customerId }
    return recordAudit(trx, context, { at: now(), action, ...subject, ...entry })
  }

  async function putAside(
    userId: string,
    customerId: string,
    ruleId: string,
    aside: PutAside,
  ): Promise<IgnoredSuggestion[]> {
    if (!isSuppressible(ruleId)) {
      const problem = 'a complaint is dealt with, not put aside'
      const fields = [{ field: 'params.ruleId', problem }]
      throw new AppError('invalid_input', { message: '投诉要处理完，不能忽略', details: { fields } })
    }
    return db.transaction().execute(async (trx) => {
      const asOf = now()
      await needs.customers.lock(trx, customerId)
      const { kind, reason, note } = aside
      const known = (await activeSuppressions(trx, customerId, asOf)).find(
        (record) => record.ruleId === ruleId,
      )
      if (known?.kind !== kind || known.reason !== reason || known.note !== note) {
        const until = await aside.until(asOf)
        const suppressionId = newId(context, 'sup')
        await endSuppressions(trx, customerId, ruleId, asOf)
        await insertSuppression(trx, {
          suppressionId,
          customerId,
          ruleId,
          kind,
          reason,
          note,
          userId,
          createdAt: asOf,
          until,
          endedAt: null,
        })
        await audit(trx, `suggestion.${kind}`, {
          customerId,
          ruleId,
          actor: userId,
          details: { reason, until },
        })
      }
      return ignored(trx, customerId, asOf)
    })
  }

  return {
    ignored,

    async list(externalUserId: string, userId: string): Promise<IgnoredSuggestion[]> {
      const { customerId } = await needs.customers.findForAdvisor(externalUserId, userId)
      return ignored(db, customerId, now())
    },

    /** Said twice it changes nothing: the time counts from the first. Another reason takes its place. */
    async dismiss(
      externalUserId: string,
      userId: string,
      ruleId: string,
      { reason, note }: { reason: RejectReason; note: string },
    ): Promise<IgnoredSuggestion[]> {
      const customerId = await customerOf(externalUserId, userId, ruleId)
      const dismissDays = keyValue(await readSettings({ db }), 'DISMISS.days')
      const until = async (asOf: number) => dismissedUntil(asOf, dismissDays)
      return putAside(userId, customerId, ruleId, { kind: 'dismissed', reason, note, until })
    },

    async snooze(
      externalUserId: string,
      userId: string,
      ruleId: string,
      snooze: Snooze,
    ): Promise<IgnoredSuggestion[]> {
      const customerId = await customerOf(externalUserId, userId, ruleId)
      const { rules } = await readSettings({ db })
      const until = async (asOf: number) => snoozedUntil(snooze, asOf, config.timeZone, rules)
      return putAside(userId, customerId, ruleId, { kind: 'snoozed', reason: snooze, note: '', until })
    },

    async restore(externalUserId: string, userId: string, ruleId: string): Promise<IgnoredSuggestion[]> {
      const customerId = await customerOf(externalUserId, userId, ruleId)
      const asOf = now()
      await db.transaction().execute(async (trx) => {
        await endSuppressions(trx, customerId, ruleId, asOf)
        await audit(trx, 'suggestion.restored', { customerId, ruleId, actor: userId, details: {} })
      })
      return ignored(db, customerId, asOf)
    },

    /** The customer asks anew: what was put aside counts again. */
    lift: endSuppressions,

    /** For the rules: what rests for this customer at `asOf`. */
    async suppressedRuleIds(reader: Database, customerId: string, asOf: number): Promise<string[]> {
      const records = await activeSuppressions(reader, customerId, asOf)
      return [...new Set(records.map(({ ruleId }) => ruleId))].sort()
    },
  }
}
