import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

export const budgetScopes = ['store', 'newcomer', 'campaign', 'advisor', 'customer'] as const
export type BudgetScope = (typeof budgetScopes)[number]
/** A month of the store's calendar, or everything ever. */
export const budgetPeriods = ['month', 'total'] as const
export type BudgetPeriod = (typeof budgetPeriods)[number]

/** 10,000,000 yuan. */
export const highestLimitFen = 1_000_000_000

const steering = ['operator', 'admin'] as const
const scopeSchema = z.enum(budgetScopes)
const hasOneOnly = (scope: BudgetScope) => scope === 'store' || scope === 'newcomer'

export const budgetSchema = z.object({
  scope: scopeSchema,
  /** `store`, `newcomer`, a campaign id, a user id or a customer id; a pseudonym once the customer was erased. */
  scopeId: z.string(),
  /** As people know it: 门店, 新客, the campaign's id, the advisor's name or the masked name of the customer. */
  name: z.string(),
  /** Of a customer whom WeCom knows; null otherwise. */
  externalUserId: z.string().nullable(),
  period: z.enum(budgetPeriods),
  limitFen: z.number().int(),
  /** Reserved by open coupons and paid by redeemed ones, in the month or in all. */
  usedFen: z.number().int(),
  /** Nothing is left: a coupon that costs anything is refused. */
  isUsedUp: z.boolean(),
})
export type Budget = z.infer<typeof budgetSchema>

export const listBudgets = defineRoute({
  name: 'listBudgets',
  summary: 'Every budget that is set, with what it has used in its period; what is not listed is not limited',
  access: 'member',
  roles: ['operator', 'auditor', 'admin'],
  response: z.object({
    /** The month of the store's calendar that the counters are of: 2026-03. */
    month: z.string(),
    /** Store, newcomers, campaigns, advisors, customers. */
    budgets: z.array(budgetSchema),
    /** More customers have a budget than are listed. */
    hasMoreCustomers: z.boolean(),
    /** Whom a budget may be set for. */
    advisors: z.array(z.object({ userId: z.string(), name: z.string() })),
    /** Campaigns that an offer names, with the names of those offers. */
    campaigns: z.array(z.object({ campaignId: z.string(), offers: z.array(z.string()) })),
  }),
})

export const setBudget = defineRoute({
  name: 'setBudget',
  summary:
    'Sets or replaces a limit, in force from the next coupon on; one that is used already is taken and said in `notice`',
  access: 'member',
  roles: steering,
  body: z
    .object({
      scope: scopeSchema,
      /** Left out for `store` and `newcomer`; a customer goes by their id or their id in WeCom. */
      scopeId: idSchema.optional(),
      period: z.enum(budgetPeriods),
      limitFen: z
        .number()
        .int('must be whole fen')
        .min(0, 'must not be negative; 0 stops every coupon that costs anything')
        .max(highestLimitFen, 'must be 1000000000 fen (10,000,000 yuan) at most'),
    })
    .refine(({ scope, scopeId }) => hasOneOnly(scope) || scopeId !== undefined, {
      path: ['scopeId'],
      message: 'must name the campaign, the advisor or the customer',
    })
    .refine(({ scope, scopeId }) => !hasOneOnly(scope) || scopeId === undefined || scopeId === scope, {
      path: ['scopeId'],
      message: 'must be left out: there is one budget of this scope',
    }),
  response: z.object({
    budget: budgetSchema,
    /** What the limit means at once where all of it is used already; null otherwise. */
    notice: z.string().nullable(),
  }),
})
export type BudgetBody = z.output<typeof setBudget.body>

export const removeBudget = defineRoute({
  name: 'removeBudget',
  summary: 'Takes a limit away: not limited any more. What was used stays counted',
  access: 'member',
  roles: steering,
  params: z.object({ scope: scopeSchema, scopeId: idSchema }),
  response: z.object({ scope: scopeSchema, scopeId: z.string() }),
})
