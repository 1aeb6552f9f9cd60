import type { OfferException } from '../../../contract/offers.ts'
import {
  type ApprovedException,
  exceptionExpiresAt,
  mayAskForException,
} from '../../../domain/offers/exceptions/exception.ts'
import type { OfferVerdict } from '../../../domain/offers/refusal.ts'
import { recordAudit } from '../../audit/record.ts'
import { newId, type ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { AppError } from '../../http/app-error.ts'
import type { Actor } from '../../http/register.ts'
import type { Settle } from '../../http/settle.ts'
import {
  decideException,
  type ExceptionRecord,
  findException,
  insertException,
  openExceptions,
} from './repository.ts'

export interface ExceptionNeeds {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
  rights: {
    mayDecideFor: (deciderId: string, userId: string) => Promise<boolean>
    hasDeciderFor: (userId: string) => Promise<boolean>
  }
  /** What the rules say of the offer for the customer now; null for an offer that is not in use. */
  judge: (
    trx: Database,
    input: { customerId: string; offerId: string; userId: string; asOf: number },
  ) => Promise<OfferVerdict | null>
}

export type Exceptions = ReturnType<typeof createExceptions>

/** Stands for the product itself where nobody could be asked. */
const nobody = 'nobody'

export function shown(record: ExceptionRecord): OfferException {
  const { exceptionId, status, reason, costFen, capFen, requestedBy, decidedBy, expiresAt } = record
  return { exceptionId, status, reason, costFen, capFen, requestedBy, decidedBy, expiresAt }
}

/** The exceptions that count for the rules at `asOf`. */
export async function approvedExceptions(
  db: Database,
  customerId: string,
  asOf: number,
): Promise<ApprovedException[]> {
  const records = await openExceptions(db, customerId, asOf)
  return records.flatMap(({ exceptionId, offerId, costFen, status, decidedAt, expiresAt }) =>
    status === 'approved' && decidedAt !== null
      ? [{ exceptionId, offerId, costFen, decidedAt, expiresAt }]
      : [],
  )
}

/** The latest wish for each offer of the customer, by offer id. */
export async function exceptionsByOffer(
  db: Database,
  customerId: string,
  asOf: number,
): Promise<Map<string, OfferException>> {
  const records = await openExceptions(db, customerId, asOf)
  return new Map(records.reverse().map((record) => [record.offerId, shown(record)]))
}

/** Managers let single offers pass OFF-01, as stored wishes and decisions; each leaves an audit entry. */
export function createExceptions(context: ServerContext, needs: ExceptionNeeds) {
  const { db, now } = context

  async function audit(trx: Database, at: number, actor: string, action: string, record: ExceptionRecord) {
    const { exceptionId, customerId, offerId, costFen, capFen } = record
    await recordAudit(trx, context, {
      at,
      actor,
      action,
      subjectKind: 'offerException',
      subjectId: exceptionId,
      customerId,
      details: { offerId, costFen, capFen },
    })
  }

  return {
    /** 申请主管: only for an offer that nothing but OFF-01 refuses; where nobody could decide it is refused at once. */
    async request(
      actor: Actor,
      { externalUserId, offerId, reason }: { externalUserId: string; offerId: string; reason: string },
      settle: Settle<{ exception: OfferException }>,
    ): Promise<{ exception: OfferException }> {
      const { customerId } = await needs.customers.findForAdvisor(externalUserId, actor.userId)
      const hasDecider = await needs.rights.hasDeciderFor(actor.userId)
      return db.transaction().execute(async (trx) => {
        await needs.customers.lock(trx, customerId)
        const asOf = now()
        const verdict = await needs.judge(trx, { customerId, offerId, userId: actor.userId, asOf })
        if (verdict === null) throw new AppError('not_found')
        const open = (await openExceptions(trx, customerId, asOf)).find(
          (record) =>
            record.offerId === offerId &&
            (record.status === 'requested' || (record.status === 'approved' && verdict.eligible)),
        )
        if (open) return settle(trx, { exception: shown(open) })
        if (verdict.eligible || !mayAskForException(verdict.refusals)) {
          const refusals = verdict.eligible ? [] : verdict.refusals
          throw new AppError('offer_refused', {
            message: '只有单次上限(OFF-01)可以申请例外',
            details: { refusals: refusals.map(({ code, ruleId, text }) => ({ code, ruleId, text })) },
          })
        }
        const status = hasDecider ? 'requested' : 'refused'
        const record: ExceptionRecord = {
          exceptionId: newId(context, 'exc'),
          customerId,
          offerId,
          requestedBy: actor.userId,
          requestedAt: asOf,
          reason,
          costFen: verdict.costFen,
          capFen: verdict.capFen,
          status,
          decidedBy: hasDecider ? null : nobody,
          decidedAt: hasDecider ? null : asOf,
          expiresAt: exceptionExpiresAt(status, asOf),
        }
        await insertException(trx, record)
        await audit(trx, asOf, actor.userId, `exception.${status}`, record)
        return settle(trx, { exception: shown(record) })
      })
    },

    /** The asking member's lead or an admin decides; the same decision said again changes nothing. */
    async decide(actor: Actor, exceptionId: string, status: 'approved' | 'refused'): Promise<OfferException> {
      const wish = await findException(db, exceptionId)
      if (!wish) throw new AppError('not_found')
      if (wish.requestedBy === actor.userId)
        throw new AppError('forbidden', { message: '自己的申请要由别人来批' })
      if (!(await needs.rights.mayDecideFor(actor.userId, wish.requestedBy))) throw new AppError('not_found')
      return db.transaction().execute(async (trx) => {
        const asOf = now()
        const known = await findException(trx, exceptionId)
        if (!known || known.expiresAt < asOf) throw new AppError('not_found')
        const decided = {
          status,
          decidedBy: actor.userId,
          decidedAt: asOf,
          expiresAt: exceptionExpiresAt(status, asOf),
        }
        const record = { ...known, ...decided }
        if (known.status === 'requested' && (await decideException(trx, exceptionId, decided))) {
          await audit(trx, asOf, actor.userId, `exception.${status}`, record)
          return shown(record)
        }
        const stored = await findException(trx, exceptionId)
        if (!stored) throw new AppError('not_found')
        if (stored.status !== status) throw new AppError('wrong_state', { message: '已经有人处理过' })
        return shown(stored)
      })
    },
  }
}
