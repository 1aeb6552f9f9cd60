import type { Insertable } from 'kysely'
import type { Coupon } from '../../../src/contract/coupons.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { deskNow } from './desk.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

/** Two advisors, 林晓 (`lin`) and 赵宁 (`zhao`). */
export async function insertAdvisors(db: Database): Promise<void> {
  const base = { role: 'advisor', isActive: 1, departmentsJson: '[]', sessionsValidFrom: 0 }
  const at = { createdAt: deskNow, updatedAt: deskNow }
  await db
    .insertInto('member')
    .values([
      { userId: 'lin', name: '林晓', ...base, ...at },
      { userId: 'zhao', name: '赵宁', ...base, ...at },
    ])
    .execute()
}

/** A customer with the external id `wm-<id>`, followed by these advisors from 15 days ago on. */
export async function insertCustomer(
  db: Database,
  customerId: string,
  followers: readonly string[] = ['lin'],
  changes: Partial<Row<'customer'>> = {},
): Promise<void> {
  const customer: Row<'customer'> = {
    customerId,
    externalUserId: `wm-${customerId}`,
    name: '李悦',
    contactType: 1,
    gender: 2,
    fieldsJson: '{}',
    assignmentKey: customerId,
    contactFetchedAt: deskNow,
    lockVersion: 0,
    orderCount: 0,
    purchaseDays: 0,
    netSpendFen: 0,
    repeatSpendFen: 0,
    createdAt: deskNow,
    updatedAt: deskNow,
    ...changes,
  }
  await db.insertInto('customer').values(customer).execute()
  for (const userId of followers) {
    const follow: Row<'follow'> = {
      customerId,
      userId,
      remark: userId === 'lin' ? '悦悦姐 油皮' : '李女士',
      description: '',
      followedAt: deskNow - 15 * 86_400_000,
      addWay: 1,
      state: '',
      isActive: 1,
      updatedAt: deskNow,
    }
    await db.insertInto('follow').values(follow).execute()
  }
}

export async function insertScript(
  db: Database,
  scriptId: string,
  changes: Partial<Row<'script'>> = {},
): Promise<void> {
  const script: Row<'script'> = {
    scriptId,
    title: scriptId,
    step: 'interest',
    stagesJson: '[]',
    objection: 'none',
    scene: 'single',
    contentType: 'know-how',
    body: '{称呼}，{商品}油皮也能用。',
    status: 'published',
    sortOrder: 1,
    createdAt: deskNow,
    ...changes,
  }
  await db.insertInto('script').values(script).execute()
}

export function sampleCoupon(changes: Partial<Coupon> = {}): Coupon {
  return {
    couponId: 'cpn-1',
    offerId: 'offer-1',
    headline: '包邮+7天价保',
    state: 'sent',
    costFen: 1800,
    issuedAt: deskNow - 60_000,
    sentAt: deskNow - 50_000,
    openedAt: null,
    claimedAt: null,
    redeemedAt: null,
    endedAt: null,
    expiresAt: deskNow + 86_400_000,
    orderId: null,
    discountFen: null,
    issuedBy: '林晓',
    isMine: true,
    ...changes,
  }
}
