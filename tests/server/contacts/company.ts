import { randomBytes } from 'node:crypto'
import { createContacts } from '../../../src/server/contacts/service.ts'
import type { WecomClient } from '../../../src/server/wecom/client.ts'
import { createWecomIdentity } from '../../../src/server/wecom/identity.ts'
import type { World, WorldContact, WorldMember } from '../../../src/simulator/world.ts'
import type { TestApp } from '../../support/build-app.ts'

const createdAtSeconds = 1_700_000_000

export function member(userId: string, more: Partial<WorldMember> = {}): WorldMember {
  return {
    userId,
    name: `${userId}的名字`,
    position: '顾问',
    departments: [1],
    isLeaderInDepartment: [false],
    status: 1,
    ...more,
  }
}

export function followedBy(
  externalUserId: string,
  userIds: readonly string[],
  more: Partial<WorldContact> = {},
): WorldContact {
  return {
    externalUserId,
    name: `客户${externalUserId}`,
    avatar: '',
    type: 1,
    gender: 2,
    unionId: `union-${externalUserId}`,
    follows: userIds.map((userId, place) => ({
      userId,
      remark: `${userId}的备注`,
      description: '',
      createdAtSeconds: createdAtSeconds + place,
      tagIds: ['et-high'],
      personalTags: [`${userId}的老乡`],
      addWay: 1,
      state: 'door',
    })),
    ...more,
  }
}

/** A company with nothing but these members and contacts and one tag. */
export function company(members: WorldMember[], contacts: WorldContact[]): World {
  return {
    corp: { corpId: 'wwbig', name: '大企业', agentId: '1000002', secret: 'big-secret' },
    members,
    contacts,
    groups: [],
    tagGroups: [{ groupId: 'etgroup', name: '意向', tags: [{ tagId: 'et-high', name: '高' }] }],
  }
}

/** So many customers for each of these members. */
export function customersOf(userIds: readonly string[], count: number): WorldContact[] {
  return userIds.flatMap((userId) =>
    Array.from({ length: count }, (_, index) => followedBy(`wm-${userId}-${index}`, [userId])),
  )
}

/** Another process on the same database. */
export function anotherProcess(test: TestApp, client: WecomClient = test.app.services.client) {
  const { customers, members } = test.app.services
  const context = { ...test.context, randomBytes: (count: number) => randomBytes(count) }
  return createContacts(context, { client, identity: createWecomIdentity(client), customers, members })
}

/** The client of a process that is killed at its call number `last + 1` of a list: that call never comes back. */
export function killedAfter(client: WecomClient, last: number): { client: WecomClient; died: Promise<void> } {
  let calls = 0
  let tell: () => void = () => undefined
  const died = new Promise<void>((resolve) => {
    tell = resolve
  })
  const post: WecomClient['post'] = (path, body) => {
    if (path === 'externalcontact/batch/get_by_user') calls += 1
    if (calls <= last) return client.post(path, body)
    tell()
    return new Promise(() => undefined)
  }
  return { client: { ...client, post }, died }
}

/** Who follows whom here, as `customer follower`. */
export async function followed(test: TestApp): Promise<string[]> {
  const rows = await test.context.db
    .selectFrom('follow')
    .innerJoin('customer', 'customer.customerId', 'follow.customerId')
    .select(['customer.externalUserId', 'follow.userId'])
    .where('follow.isActive', '=', 1)
    .execute()
  return rows.map(({ externalUserId, userId }) => `${externalUserId} ${userId}`).sort()
}

/** Who follows whom in WeCom. */
export function followedInWecom(test: TestApp): string[] {
  return test.simulated.directory.contacts
    .flatMap(({ externalUserId, follows }) => follows.map(({ userId }) => `${externalUserId} ${userId}`))
    .sort()
}

/** One pair's entry here. */
export function entry(test: TestApp, externalUserId: string, userId: string) {
  return test.context.db
    .selectFrom('follow')
    .innerJoin('customer', 'customer.customerId', 'follow.customerId')
    .selectAll('follow')
    .where('customer.externalUserId', '=', externalUserId)
    .where('follow.userId', '=', userId)
    .executeTakeFirst()
}
