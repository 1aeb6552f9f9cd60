import type { Command } from 'commander'
import type { IdentityMerge } from '../../../contract/identity.ts'
import { createAttribution } from '../../attribution/service.ts'
import type { ServerContext } from '../../context.ts'
import { AppError } from '../../http/app-error.ts'
import { createMerges } from '../../identity/merges/service.ts'
import { createMembers } from '../../members/service.ts'
import { refreshSummaries } from '../../orders/purchase-summaries.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

function mergesOf(context: ServerContext) {
  const attribution = createAttribution()
  return createMerges(context, { members: createMembers(context), refreshSummaries, attribution })
}

function line({
  mergeId,
  at,
  kept,
  mergedCustomerId,
  evidence,
  moved,
  undoneAt,
  refusal,
}: IdentityMerge): string {
  const rows = `orders ${moved.orders}, events ${moved.events}, coupons ${moved.coupons}, touches ${moved.touches}`
  const state =
    undoneAt !== null
      ? `undone ${new Date(undoneAt).toISOString()}`
      : refusal
        ? `cannot be undone: ${refusal.text}`
        : 'can be undone'
  const when = new Date(at).toISOString()
  return `${mergeId}  ${when}  ${mergedCustomerId} into ${kept.customerId} by ${evidence.kind} ${evidence.value} (${rows}); ${state}`
}

/** `customer merges|unmerge`: who was held for one person, and taking it back. */
export function addIdentityCommands(customer: Command): void {
  customer
    .command('merges')
    .argument('[customerId]', 'only those of this customer, by our own id')
    .description('the latest merges, and whether they can be undone')
    .action((id: string | undefined) =>
      withContext(async (context) => {
        const merges = await mergesOf(context).merges(id)
        if (merges.length === 0) return print('There are no merges.')
        for (const merge of merges) print(line(merge))
      }),
    )
  customer
    .command('unmerge')
    .argument('<mergeId>', 'the first column of "zhike customer merges"')
    .description('take a merge back: both customers stand as before')
    .action((mergeId: string) =>
      withContext(async (context) => {
        try {
          const { keptId, mergedId } = await mergesOf(context).undo(mergeId, 'cli')
          print(`Undone. ${mergedId} stands again beside ${keptId}; they will not be merged by themselves.`)
        } catch (error) {
          if (error instanceof AppError && error.code === 'not_found')
            throw new CommandFailed(
              `mergeId: there is no merge ${mergeId}; "zhike customer merges" lists them`,
            )
          throw error
        }
      }),
    )
}
