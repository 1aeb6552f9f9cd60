import type { ServerContext } from '../context.ts'
import { retryTransient } from '../db/retry-transient.ts'
import type { WecomClient } from '../wecom/client.ts'
import { addCorpTag, fetchCorpTags } from '../wecom/corp-tags.ts'
import {
  allTags,
  changeOnCustomers,
  type CorpTag,
  deleteUntold,
  fetchedAt,
  moveFetch,
  storeGroup,
  tagByName,
} from './repository.ts'

/** A day without the nightly reading: then it is read on its own. */
const staleAfterMs = 24 * 3_600_000

export type Mirror = ReturnType<typeof createMirror>

/** The company's tags as WeCom has them. */
export function createMirror({ db, now }: Pick<ServerContext, 'db' | 'now'>, client: WecomClient) {
  const inTransaction = <T>(run: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) =>
    retryTransient(() => db.transaction().execute(run)) as Promise<T>

  /** Reads the list and changes what customers have along with it. An answer older than the stored one is dropped. */
  async function refresh(): Promise<void> {
    const askedAt = now()
    const groups = await fetchCorpTags(client)
    await inTransaction<void>(async (trx) => {
      if (!(await moveFetch(trx, askedAt))) return
      const before = await allTags(trx)
      for (const group of groups) await storeGroup(trx, group, { askedAt, isOurs: 0 })
      await deleteUntold(trx, askedAt, now())
      const after = new Map((await allTags(trx)).map((tag) => [tag.corpTagId, tag]))
      for (const tag of before) {
        const is = after.get(tag.corpTagId) ?? null
        if (is?.name !== tag.name || is.groupName !== tag.groupName) await changeOnCustomers(trx, tag, is)
      }
    })
  }

  return {
    refresh,

    /** Reads the list when it has never been read, or not for a day. */
    async refreshIfStale(): Promise<void> {
      const at = await fetchedAt(db)
      if (at === null || now() - at >= staleAfterMs) await refresh()
    },

    /** Makes a tag in WeCom, which is ours from then on. */
    async make(wanted: { groupName: string; name: string }): Promise<CorpTag | undefined> {
      const wasThere = (await allTags(db)).some(({ groupName }) => groupName === wanted.groupName)
      const { isGroupMade, ...group } = await addCorpTag(client, wanted)
      const own = { isOurs: 1, isGroupOurs: isGroupMade && !wasThere ? 1 : 0 } as const
      const askedAt = now()
      await inTransaction<void>((trx) => storeGroup(trx, group, { askedAt, ...own }))
      return tagByName(db, wanted.name, group.name)
    },
  }
}
