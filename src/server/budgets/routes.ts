import type { FastifyInstance } from 'fastify'
import { listBudgets, removeBudget, setBudget } from '../../contract/budgets.ts'
import { type Gate, register } from '../http/register.ts'
import type { BudgetLimits } from './limits/service.ts'

export function budgetRoutes(app: FastifyInstance, gate: Gate, limits: BudgetLimits): void {
  register(app, gate, listBudgets, () => limits.list())
  register(app, gate, setBudget, ({ actor, body }) => limits.set(actor.userId, body))
  register(app, gate, removeBudget, ({ actor, params }) => limits.remove(actor.userId, params))
}
