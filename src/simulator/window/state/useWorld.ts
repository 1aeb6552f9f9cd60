import { computed, ref, shallowRef } from 'vue'
import { memberCookie } from '../../protocol/cookies.ts'
import type { ContactView, MemberView, WorldView } from '../../protocol/world-view.ts'
import { writeCookie } from './cookie.ts'
import { simulatorApi } from './simulator-api.ts'

const world = shallowRef<WorldView | null>(null)
const userId = ref('')

const member = computed<MemberView | null>(
  () => world.value?.members.find((candidate) => candidate.userId === userId.value) ?? null,
)
const activeMembers = computed(() => world.value?.members.filter((candidate) => candidate.isActive) ?? [])
const groups = computed(
  () => world.value?.groups.filter((group) => group.memberUserIds.includes(userId.value)) ?? [],
)
const everyone = computed(() => {
  const byId = new Map<string, ContactView>()
  for (const entry of world.value?.members ?? []) {
    for (const contact of entry.contacts) byId.set(contact.externalUserId, contact)
  }
  return byId
})

function chooseMember(wanted: string | null): void {
  const chosen =
    world.value?.members.find((candidate) => candidate.userId === wanted) ?? activeMembers.value[0]
  userId.value = chosen?.userId ?? ''
  writeCookie(memberCookie, userId.value)
}

/** The company, and the member in whose client the tester sits. */
export function useWorld() {
  return {
    world,
    member,
    userId,
    activeMembers,
    groups,
    chooseMember,
    async load() {
      world.value = await simulatorApi.world()
    },
    findContact: (externalUserId: string): ContactView | null =>
      member.value?.contacts.find((contact) => contact.externalUserId === externalUserId) ??
      everyone.value.get(externalUserId) ??
      null,
    everyone,
  }
}
