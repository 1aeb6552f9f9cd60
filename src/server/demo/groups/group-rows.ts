import type { Insertable } from 'kysely'
import { groupPushKinds, isPromotionKind } from '../../../domain/cadence/groups/push-kind.ts'
import type { WorldGroup } from '../../../simulator/world.ts'
import type { Schema } from '../../db/schema.ts'
import type { DemoClock } from '../clock.ts'
import type { WorldLike } from '../customers.ts'
import { groupStories, type GroupStory } from './group-stories.ts'

type Rows<Table extends keyof Schema> = Insertable<Schema[Table]>[]

export interface GroupRows {
  groupChat: Rows<'groupChat'>
  groupMember: Rows<'groupMember'>
  groupTouch: Rows<'groupTouch'>
  groupDay: Rows<'groupDay'>
}

const direct = 1

function chatRow(group: WorldGroup, { plan }: GroupStory, clock: DemoClock): Insertable<Schema['groupChat']> {
  const createdAt = group.createdAtSeconds * 1000
  return {
    chatId: group.chatId,
    name: group.name,
    ownerUserId: group.ownerUserId,
    adminUserIdsJson: '[]',
    status: 'open',
    notice: '',
    memberCount: group.memberUserIds.length + group.externalUserIds.length,
    createdAt,
    knownSince: createdAt,
    fetchedAt: clock.now,
    planJson: JSON.stringify(plan),
    lockVersion: 0,
  }
}

/** Those who are in the group, as WeCom lists them, and those who left. */
function memberRows(
  group: WorldGroup,
  { exitDays }: GroupStory,
  world: WorldLike,
  clock: DemoClock,
): Rows<'groupMember'> {
  const { chatId, ownerUserId } = group
  const row = (memberId: string, kind: 'staff' | 'customer', leftAt: number | null) => ({
    chatId,
    memberId,
    joinedAt: (group.joinedAtSeconds?.[memberId] ?? group.createdAtSeconds) * 1000,
    kind,
    leftAt,
    joinScene: direct,
    invitor: kind === 'staff' ? ownerUserId : null,
  })
  const present = new Set(group.externalUserIds)
  const firstExitAt = clock.at(Math.max(0, ...exitDays), 0, 0)
  const gone = world.contacts.filter(
    ({ externalUserId, follows }) =>
      !present.has(externalUserId) &&
      follows.some(
        ({ userId, createdAtSeconds }) => userId === ownerUserId && createdAtSeconds * 1000 < firstExitAt,
      ),
  )
  return [
    ...group.memberUserIds.map((userId) => row(userId, 'staff', null)),
    ...group.externalUserIds.map((id) => row(id, 'customer', null)),
    ...exitDays.flatMap((daysAgo, index) => {
      const contact = gone[index]
      return contact
        ? [row(contact.externalUserId, 'customer', clock.at(daysAgo, 10 + (index % 10), 17))]
        : []
    }),
  ]
}

function touchRows(
  { chatId, ownerUserId }: WorldGroup,
  { pushDays, checkInDays }: GroupStory,
  clock: DemoClock,
): Rows<'groupTouch'> {
  return groupPushKinds.flatMap((kind) =>
    (pushDays[kind] ?? []).map((daysAgo) => ({
      touchId: `gto_demo_${chatId}_${kind}_${daysAgo}`,
      chatId,
      userId: ownerUserId,
      requestId: `demo-${kind}-${daysAgo}`,
      contentType: kind,
      isPromotion: isPromotionKind(kind) ? 1 : 0,
      isCheckIn: kind === 'content' && checkInDays.includes(daysAgo) ? 1 : 0,
      bubbles: 1,
      scriptId: null,
      text: null,
      overrideKind: null,
      overrideNote: null,
      at: clock.at(daysAgo, kind === 'content' ? 12 : 20, 5),
      voidedAt: null,
    })),
  )
}

/** The customer groups of the world with what happened in them; the same for the same world and clock. */
export function groupRows(world: WorldLike, clock: DemoClock): GroupRows {
  const told = world.groups.flatMap((group) => {
    const story = groupStories[group.chatId]
    return story ? [{ group, story }] : []
  })
  return {
    groupChat: told.map(({ group, story }) => chatRow(group, story, clock)),
    groupMember: told.flatMap(({ group, story }) => memberRows(group, story, world, clock)),
    groupTouch: told.flatMap(({ group, story }) => touchRows(group, story, clock)),
    groupDay: told.flatMap(({ group, story }) =>
      story.messages.map((messages, index) => ({
        chatId: group.chatId,
        localDay: clock.today - 1 - index,
        messages,
        updatedAt: clock.now,
      })),
    ),
  }
}
