import type { MemberEntry } from '../../../contract/members.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

type Team = NonNullable<MemberEntry['team']>

export interface MemberChange {
  role?: MemberEntry['role'] | null
  team?: Team | null
}

/** The members, and what an admin changes of them. A refused change throws; the list is what the server last said. */
export function useMembers() {
  const { api } = useConsoleServices()
  const { data, error, retry, reload, change } = useResource(
    () => 'members',
    (signal) => api.listMembers({}, { signal }),
  )
  return {
    data,
    error,
    retry,
    async changeMember(userId: string, wanted: MemberChange): Promise<void> {
      const { member } = await api.changeMember({ body: { userId, ...wanted } })
      change((list) => ({
        ...list,
        members: list.members.map((entry) => (entry.userId === userId ? member : entry)),
      }))
      // A new role or team changes how many others answer for.
      void reload()
    },
    handOver: (userId: string, toUserId: string) =>
      api.handOver({ params: { userId }, body: { toUserId } }).then(({ handover }) => handover),
  }
}
