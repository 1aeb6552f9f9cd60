import type { z } from 'zod'
import { type Budget, type BudgetBody, budgetScopes, type listBudgets } from '../../../contract/budgets.ts'
import { yuan } from '../../../domain/money.ts'
import { recordAudit } from '../../audit/record.ts'
import type { ServerContext } from '../../context.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { AppError } from '../../http/app-error.ts'
import type { Members } from '../../members/service.ts'
import type { MemberRoster } from '../../members/roster.ts'
import { monthKey, type SpendScope } from '../counter.ts'
import type { BudgetsService } from '../service.ts'
import { campaignsOf } from './campaigns.ts'
import { budgetNamer, customerIdOf } from './names.ts'
import { addLimit, allLimits, deleteLimit, type LimitUse, limitWithUse, lockLimit } from './repository.ts'

/** So many customers' budgets are listed. */
const customersListed = 500

export interface BudgetLimitNeeds {
  budgets: Pick<BudgetsService, 'setLimit'>
  members: Pick<Members, 'find' | 'namesOf'>
  memberRoster: Pick<MemberRoster, 'list'>
}

export type BudgetLimits = ReturnType<typeof createBudgetLimits>

function refuse(problem: string): AppError {
  const fields = [{ field: 'body.scopeId', problem }]
  return new AppError('invalid_input', { message: problem, details: { fields } })
}

/** The limits as operators see and set them; what coupons draw on is the budgets service. */
export function createBudgetLimits(
  context: ServerContext,
  { budgets, members, memberRoster }: BudgetLimitNeeds,
) {
  const { db, config, now } = context
  const thisMonth = () => monthKey(now(), config.timeZone)
  const isUsedUp = ({ usedFen, limitFen }: LimitUse) => usedFen >= limitFen

  async function shown(limits: readonly LimitUse[]): Promise<Budget[]> {
    const named = await budgetNamer(db, members, limits)
    return limits.map((limit) => ({ ...limit, ...named(limit), isUsedUp: isUsedUp(limit) }))
  }

  /** Whose budget it is, by the id that is stored; refuses whom nobody knows, with what to give in their place. */
  async function ownerOf({ scope, scopeId = scope }: BudgetBody): Promise<SpendScope> {
    if (scope === 'advisor' && (await members.find(scopeId)) === null)
      throw refuse(`没有这位成员：${scopeId}。请填登录过的成员的 ID`)
    if (scope === 'campaign') {
      const known = (await campaignsOf(db)).map(({ campaignId }) => campaignId)
      if (!known.includes(scopeId))
        throw refuse(
          `没有这个活动：${scopeId}。${known.length > 0 ? `优惠里写到的活动有：${known.join('、')}` : '还没有优惠写到活动'}`,
        )
    }
    if (scope !== 'customer') return { scope, scopeId }
    const customerId = await customerIdOf(db, scopeId)
    if (customerId === null) throw refuse(`没有这位客户：${scopeId}。请填客户 ID，或企业微信的外部联系人 ID`)
    return { scope, scopeId: customerId }
  }

  const entryOf = ({ scope, scopeId }: SpendScope) => ({
    at: now(),
    subjectKind: 'budget',
    subjectId: scopeId,
    customerId: scope === 'customer' ? scopeId : null,
  })

  return {
    async list(): Promise<z.input<typeof listBudgets.response>> {
      const month = thisMonth()
      const limits = await allLimits(db, month, customersListed + 1)
      const others = limits.filter(({ scope }) => scope !== 'customer')
      const listed = limits.slice(0, others.length + customersListed)
      const inOrder = budgetScopes.flatMap((wanted) => listed.filter(({ scope }) => scope === wanted))
      const roster = await memberRoster.list()
      return {
        month,
        budgets: await shown(inOrder),
        hasMoreCustomers: limits.length > listed.length,
        advisors: roster.filter(({ isActive }) => isActive).map(({ userId, name }) => ({ userId, name })),
        campaigns: await campaignsOf(db),
      }
    },
    /** In one transaction with its audit entry; said again it changes nothing and leaves none. */
    async set(actor: string, body: BudgetBody): Promise<{ budget: Budget; notice: string | null }> {
      const owner = await ownerOf(body)
      const { period, limitFen } = body
      const month = thisMonth()
      const limit = await retryTransient(() =>
        db.transaction().execute(async (trx) => {
          const isNew = await addLimit(trx, { ...owner, period, limitFen })
          const before = isNew ? null : await lockLimit(trx, owner)
          await budgets.setLimit(trx, { ...owner, period, limitFen })
          const stored = await limitWithUse(trx, month, owner)
          if (stored === null) throw new Error(`the budget of ${owner.scope} vanished while it was set`)
          if (before?.period === period && before.limitFen === limitFen) return stored
          const details = {
            scope: owner.scope,
            before,
            after: { period, limitFen },
            usedFen: stored.usedFen,
          }
          await recordAudit(trx, context, { ...entryOf(owner), actor, action: 'budget.set', details })
          return stored
        }),
      )
      const [budget] = await shown([limit])
      if (!budget) throw new AppError('not_found')
      if (!isUsedUp(limit)) return { budget, notice: null }
      const used = `${period === 'month' ? '本月' : ''}已用${yuan(limit.usedFen)}元，限额${yuan(limitFen)}元`
      const until = period === 'month' ? '下个月之前' : '提高限额之前'
      return { budget, notice: `${used}：${until}不能再用它发券` }
    },
    /** Refused where there is none. A customer goes by either id. */
    async remove(actor: string, { scope, scopeId }: SpendScope): Promise<SpendScope> {
      const known = scope === 'customer' ? await customerIdOf(db, scopeId) : scopeId
      const owner = { scope, scopeId: known ?? scopeId }
      await retryTransient(() =>
        db.transaction().execute(async (trx) => {
          const before = await lockLimit(trx, owner)
          if (before === null) throw new AppError('not_found', { message: '没有设这个预算，或者已经取消了' })
          await deleteLimit(trx, owner)
          const details = { scope, before }
          await recordAudit(trx, context, { ...entryOf(owner), actor, action: 'budget.removed', details })
        }),
      )
      return owner
    },
  }
}
