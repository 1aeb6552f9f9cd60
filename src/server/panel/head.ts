import type { z } from 'zod'
import type { customerHeadSchema } from '../../contract/panel.ts'
import { cadenceNames, lifecycleNames, valueTierNames } from '../../domain/customers/stages.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { maskPhones } from '../../domain/privacy/mask-phone.ts'
import type { FollowedCustomer } from '../customers/service.ts'

/** Who this is, for this advisor: only their own remark, other advisors by name alone. */
export function headOf(
  followed: FollowedCustomer,
  facts: CustomerFacts,
  names: ReadonlyMap<string, string>,
): z.infer<typeof customerHeadSchema> {
  const { customer, follow, follows } = followed
  const owner = follows[0]
  const name = maskPhones(follow.remark || customer.name || '未命名客户')
  const nameOf = (userId: string) => names.get(userId) ?? userId
  return {
    externalUserId: followed.externalUserId,
    // A WeCom user is shown with the company, as WeCom does.
    displayName: customer.corpName === null ? name : `${name}@${customer.corpName}`,
    nickname: maskPhones(customer.name),
    avatar: customer.avatar,
    memberTier: customer.memberTier,
    dayNumber: facts.daysSinceAdded === null ? null : facts.daysSinceAdded + 1,
    lifecycleName: lifecycleNames[facts.lifecycle],
    cadenceName: cadenceNames[facts.cadence],
    valueTierName: valueTierNames[facts.valueTier],
    ownerName: owner ? nameOf(owner.userId) : null,
    isOwnedByMe: owner?.userId === follow.userId,
    otherAdvisors: follows
      .filter(({ userId }) => userId !== follow.userId)
      .map(({ userId }) => nameOf(userId)),
    isOptedOut: facts.isOptedOut,
    hasOrders: facts.orderCount > 0,
  }
}
