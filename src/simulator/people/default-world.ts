import type { World } from '../world.ts'
import { demoContacts } from './contacts.ts'
import { demoGroups } from './groups.ts'
import { demoDepartments, demoMembers } from './members.ts'
import { demoTagGroups } from './tag-groups.ts'

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
    departments: demoDepartments(),
    contacts,
    groups: demoGroups(contacts, nowMs),
    tagGroups: demoTagGroups.map((group) => ({ ...group, tags: group.tags.map((tag) => ({ ...tag })) })),
  }
}
