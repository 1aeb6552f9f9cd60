import type { WorldContact, WorldGroup } from '../world.ts'
import { demoGroupIds } from './group-ids.ts'

const daySeconds = 86_400

interface Circle {
  chatId: string
  name: string
  ownerUserId: string
  colleagueUserId: string
  ageDays: number
  /** Places among the customers of the owner and the colleague. */
  from: number
  to: number
}

/** One in good order, one that people leave, and one of another advisor. */
const circles: readonly Circle[] = [
  {
    chatId: demoGroupIds.healthy,
    name: '朝颜老客福利群',
    ownerUserId: 'LinXi',
    colleagueUserId: 'ChengYe',
    ageDays: 300,
    from: 0,
    to: 126,
  },
  {
    chatId: demoGroupIds.leaking,
    name: '敏感肌护肤交流群',
    ownerUserId: 'LinXi',
    colleagueUserId: 'SuHe',
    ageDays: 120,
    from: 10,
    to: 124,
  },
  {
    chatId: demoGroupIds.foreign,
    name: '朝颜会员群',
    ownerUserId: 'GuAnRan',
    colleagueUserId: 'ChengYe',
    ageDays: 200,
    from: 0,
    to: 80,
  },
]

const firstFollowSeconds = ({ follows }: WorldContact): number =>
  Math.min(...follows.map(({ createdAtSeconds }) => createdAtSeconds))

function groupOf(circle: Circle, contacts: readonly WorldContact[], nowSeconds: number): WorldGroup {
  const { ownerUserId, colleagueUserId } = circle
  const createdAtSeconds = nowSeconds - circle.ageDays * daySeconds
  const customers = contacts
    .filter(({ follows }) =>
      follows.some(({ userId }) => userId === ownerUserId || userId === colleagueUserId),
    )
    .slice(circle.from, circle.to)
  const joins = customers
    .map((contact) => [contact.externalUserId, firstFollowSeconds(contact)] as const)
    .filter(([, followedAtSeconds]) => followedAtSeconds > createdAtSeconds)
  return {
    chatId: circle.chatId,
    name: circle.name,
    ownerUserId,
    createdAtSeconds,
    memberUserIds: [ownerUserId, colleagueUserId],
    externalUserIds: customers.map(({ externalUserId }) => externalUserId),
    joinedAtSeconds: Object.fromEntries(joins),
  }
}

/** The customer groups; nobody is in one before an advisor has added them. */
export function demoGroups(contacts: readonly WorldContact[], nowMs: number): WorldGroup[] {
  return circles.map((circle) => groupOf(circle, contacts, Math.floor(nowMs / 1000)))
}
