import type { World, WorldContact, WorldGroup } from '../world.ts'
import { demoContacts } from './contacts.ts'
import { demoMembers } from './members.ts'
import { demoTagGroups } from './tag-groups.ts'

const daySeconds = 86_400

function followedBy(contacts: readonly WorldContact[], userId: string): string[] {
  return contacts
    .filter(({ follows }) => follows.some((follow) => follow.userId === userId))
    .map(({ externalUserId }) => externalUserId)
}

function groupsOf(contacts: readonly WorldContact[], nowSeconds: number): WorldGroup[] {
  const ofLinXi = followedBy(contacts, 'LinXi')
  return [
    {
      chatId: 'wrFUKEdemo0000000000000000000001',
      name: '朝颜老客福利群',
      ownerUserId: 'LinXi',
      createdAtSeconds: nowSeconds - 300 * daySeconds,
      memberUserIds: ['LinXi', 'ChengYe'],
      externalUserIds: ofLinXi.slice(0, 60),
    },
    {
      chatId: 'wrMINGANdemo00000000000000000002',
      name: '敏感肌护肤交流群',
      ownerUserId: 'LinXi',
      createdAtSeconds: nowSeconds - 120 * daySeconds,
      memberUserIds: ['LinXi', 'SuHe'],
      externalUserIds: ofLinXi.slice(10, 40),
    },
    {
      chatId: 'wrVIPdemo00000000000000000000003',
      name: '朝颜会员群',
      ownerUserId: 'GuAnRan',
      createdAtSeconds: nowSeconds - 200 * daySeconds,
      memberUserIds: ['GuAnRan', 'ChengYe'],
      externalUserIds: followedBy(contacts, 'GuAnRan').slice(0, 80),
    },
  ]
}

/** The invented cosmetics company of the demo; the same for the same `nowMs` (UTC epoch milliseconds). */
export function defaultWorld(nowMs: number): World {
  const contacts = demoContacts(nowMs)
  return {
    corp: {
      corpId: 'ww0demo0zhike0000',
      name: '朝颜护肤',
      agentId: '1000002',
      secret: 'demo-secret-of-the-simulated-app',
    },
    members: demoMembers(),
    contacts,
    groups: groupsOf(contacts, Math.floor(nowMs / 1000)),
    tagGroups: demoTagGroups.map((group) => ({ ...group, tags: group.tags.map((tag) => ({ ...tag })) })),
  }
}
