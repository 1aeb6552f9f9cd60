import type { Command } from 'commander'
import { forgetStaffIdentities, staffIdentities, stateStaffIdentity } from '../../abuse/staff.ts'
import { maskPhone } from '../../../domain/privacy/mask-phone.ts'
import { createMembers } from '../../members/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

interface Options {
  phone?: string
  externalUserId?: string
  unionId?: string
  shopId?: string
  remove: boolean
}

const actor = 'cli'

/** `members customer`: under what a member buys for themself, so that nobody gives themself coupons. */
export function addStaffCommands(members: Command): void {
  members
    .command('customer')
    .argument('[userId]', 'the member; left out: lists what is stated')
    .option('--phone <number>', 'the phone they buy with')
    .option('--external-user-id <id>', 'their own contact in WeCom')
    .option('--union-id <id>', 'their union id')
    .option('--shop-id <id>', 'their member id in the shop')
    .option('--remove', 'take back all that was stated of them', false)
    .description('state under which identities a member is a customer: they cannot issue coupons to themself')
    .action((userId: string | undefined, options: Options) =>
      withContext(async (context) => {
        if (userId === undefined) {
          const stated = await staffIdentities(context.db)
          if (stated.length === 0) print('Nothing is stated.')
          for (const { userId: who, kind, value } of stated)
            print(`${who}  ${kind}  ${kind === 'phone' ? maskPhone(value) : value}`)
          return
        }
        if (!(await createMembers(context).find(userId)))
          throw new CommandFailed(`userId: no member ${userId} is known; "zhike members list" shows them`)
        const { phone, externalUserId, unionId, shopId, remove } = options
        if (remove) {
          print(`${await forgetStaffIdentities(context, userId, actor)} taken back.`)
          return
        }
        const named = { phone, externalUserId, unionId, shopCustomerId: shopId }
        if (Object.values(named).every((value) => value === undefined))
          throw new CommandFailed('give --phone, --external-user-id, --union-id or --shop-id', 2)
        print(`${await stateStaffIdentity(context, userId, named, actor)} stated.`)
      }),
    )
}
