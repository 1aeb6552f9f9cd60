import type { Command } from 'commander'
import {
  type Budget,
  type BudgetPeriod,
  budgetPeriods,
  type BudgetScope,
  budgetScopes,
  setBudget,
} from '../../../contract/budgets.ts'
import { yuan } from '../../../domain/money.ts'
import { type BudgetLimits, createBudgetLimits } from '../../budgets/limits/service.ts'
import { createBudgetsService } from '../../budgets/service.ts'
import type { ServerContext } from '../../context.ts'
import { createMemberRoster } from '../../members/roster.ts'
import { createMembers } from '../../members/service.ts'
import { createRights } from '../../rights/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const actor = 'cli'

function limitsOf(context: ServerContext): BudgetLimits {
  const members = createMembers(context)
  return createBudgetLimits(context, {
    budgets: createBudgetsService(context),
    members,
    memberRoster: createMemberRoster(context, { rights: createRights(context, { members }) }),
  })
}

function scopeOf(text: string): BudgetScope {
  const scope = budgetScopes.find((candidate) => candidate === text)
  if (scope) return scope
  throw new CommandFailed(`scope: ${text} unknown; choose from ${budgetScopes.join(', ')}`, 2)
}

function periodOf(text: string): BudgetPeriod {
  const period = budgetPeriods.find((candidate) => candidate === text)
  if (period) return period
  throw new CommandFailed(`--period: ${text} unknown; choose from ${budgetPeriods.join(', ')}`, 2)
}

function fenOf(text: string): number {
  const [, whole, rest = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (whole === undefined) throw new CommandFailed('--yuan: give yuan such as 20000 or 99.50', 2)
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'))
}

function line({ scope, scopeId, name, period, limitFen, usedFen }: Budget): string {
  const isSingle = scope === 'store' || scope === 'newcomer'
  const whose = isSingle ? scope : `${scope} ${scopeId}${name === scopeId ? '' : ` (${name})`}`
  return `${whose}  ${yuan(usedFen)} of ${yuan(limitFen)} yuan used, ${period === 'month' ? 'this month' : 'in all'}`
}

async function list(context: ServerContext, isJson: boolean): Promise<void> {
  const { month, budgets, hasMoreCustomers } = await limitsOf(context).list()
  if (isJson) return print(JSON.stringify({ month, budgets, hasMoreCustomers }))
  for (const budget of budgets) print(line(budget))
  if (budgets.length === 0) print('No budget is set: nothing is limited.')
  if (hasMoreCustomers) print('More customers have a budget than are listed.')
}

async function set(context: ServerContext, body: unknown): Promise<void> {
  const parsed = setBudget.body.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new CommandFailed(`${issue?.path.join('.') ?? 'budget'}: ${issue?.message ?? 'invalid'}`, 2)
  }
  const { budget } = await limitsOf(context).set(actor, parsed.data)
  print(line(budget))
  if (budget.isUsedUp)
    print(
      `All of it is used: it pays for no coupon ${budget.period === 'month' ? 'before the next month' : 'until it is raised'}.`,
    )
}

/** `budgets list|set|remove`: what coupons may cost. */
export function addBudgetCommands(program: Command): void {
  const scopes = budgetScopes.join(', ')
  const idHelp = 'a campaign id, a user id or a customer id; none for store and newcomer'
  const budgets = program.command('budgets').description('what coupons may cost: limits and their use')
  budgets
    .command('list')
    .option('--json', 'print them as JSON on the last line', false)
    .description('every limit that is set, with what it has used; what is not listed is not limited')
    .action(({ json }: { json: boolean }) => withContext((context) => list(context, json)))
  budgets
    .command('set')
    .argument('<scope>', scopes)
    .argument('[id]', idHelp)
    .requiredOption('--yuan <amount>', 'the limit, 0 to 10000000')
    .requiredOption('--period <period>', budgetPeriods.join(' or '))
    .description('set or replace a limit, in force from the next coupon on')
    .action((scope: string, scopeId: string | undefined, options: { yuan: string; period: string }) => {
      const body = {
        scope: scopeOf(scope),
        scopeId,
        period: periodOf(options.period),
        limitFen: fenOf(options.yuan),
      }
      return withContext((context) => set(context, body))
    })
  budgets
    .command('remove')
    .argument('<scope>', scopes)
    .argument('[id]', idHelp)
    .description('take a limit away: not limited any more')
    .action((text: string, id: string | undefined) => {
      const scope = scopeOf(text)
      if (id === undefined && scope !== 'store' && scope !== 'newcomer')
        throw new CommandFailed('id: must name the campaign, the advisor or the customer', 2)
      return withContext(async (context) => {
        const { scopeId } = await limitsOf(context).remove(actor, { scope, scopeId: id ?? scope })
        print(`${scope === scopeId ? scope : `${scope} ${scopeId}`} is not limited any more.`)
      })
    })
}
