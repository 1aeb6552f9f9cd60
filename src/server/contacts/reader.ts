import { localDay } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import { createMirror } from '../corp-tags/mirror.ts'
import type { Customers } from '../customers/service.ts'
import { createLeases } from '../leases/leases.ts'
import type { WecomClient } from '../wecom/client.ts'
import { fetchFollowUsers, membersAtOnce } from '../wecom/contacts.ts'
import { createPartReader, LeaseLost, type PartReader } from './parts.ts'
import { type Progress, progressOf } from './progress.ts'
import { isOfWecom } from './refusals.ts'
import {
  allParts,
  changeRun,
  deleteParts,
  findRun,
  insertParts,
  leaseMs,
  nextPart,
  type RunKind,
} from './repository.ts'
import { createTagNames } from './tag-names.ts'

/** After WeCom could not be read it is tried again this much later. */
const restMs = 5 * 60_000

/** `busy`: another process is at it. `failed`: WeCom could not be read; it goes on from there. */
export type Outcome = 'finished' | 'stopped' | 'busy' | 'failed'

export interface ReadOptions {
  kind: RunKind
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

interface Needs {
  client: WecomClient
  customers: Customers
}

function inParts(userIds: readonly string[]): string[][] {
  const count = Math.ceil(userIds.length / membersAtOnce)
  return Array.from({ length: count }, (_, part) =>
    userIds.slice(part * membersAtOnce, (part + 1) * membersAtOnce),
  )
}

/** Reads the customers of all members, in one process at a time and in constant memory; one that was stopped goes on. */
export function createReader(context: ServerContext, { client, customers }: Needs) {
  const { db, now, log, config } = context
  const leases = createLeases(context)

  /** The members who may have customers, and those who have some here: they may have lost them all. */
  async function begin(kind: RunKind, step: PartReader['step']): Promise<void> {
    const userIds = new Set([...(await fetchFollowUsers(client)), ...(await customers.allFollowers())])
    const startedAt = now()
    await step(async (trx) => {
      await deleteParts(trx)
      await insertParts(trx, inParts([...userIds].sort()))
      await changeRun(trx, 'contacts', {
        kind,
        status: 'running',
        localDay: localDay(startedAt, config.timeZone),
        startedAt,
        finishedAt: null,
        problem: null,
      })
    })
  }

  async function progress(): Promise<Progress> {
    return progressOf(await findRun(db, 'contacts'), await allParts(db))
  }

  async function noteFailure(
    problem: string,
    note: (change: { problem: string; dueAt: number }) => Promise<void>,
  ): Promise<Outcome> {
    try {
      await note({ problem, dueAt: now() + restMs })
      return 'failed'
    } catch (error) {
      if (error instanceof LeaseLost) return 'busy'
      throw error
    }
  }

  async function read({ kind, signal, onProgress }: ReadOptions): Promise<Outcome> {
    const lease = await leases.take({ name: 'contacts', ms: leaseMs })
    if (!lease) return 'busy'
    const tagNames = createTagNames(db, createMirror(context, client).refresh)
    const parts = createPartReader(context, { client, customers, tagNames, lease })
    const note = (change: Parameters<typeof changeRun>[2]) =>
      parts.step((trx) => changeRun(trx, 'contacts', change))
    const isStopped = () => signal?.aborted === true
    try {
      if ((await findRun(db, 'contacts'))?.status === 'running') await note({ problem: null })
      else await begin(kind, parts.step)
      for (;;) {
        const run = await findRun(db, 'contacts')
        const part = await nextPart(db)
        if (!run || !part) break
        if (isStopped()) return 'stopped'
        await parts.advance(part, run.startedAt, isStopped)
        onProgress?.(await progress())
      }
      const finishedAt = now()
      const importedAt = (await findRun(db, 'contacts'))?.importedAt ?? finishedAt
      await note({ status: 'finished', finishedAt, importedAt, problem: null })
      return 'finished'
    } catch (error) {
      if (error instanceof LeaseLost) return 'busy'
      if (!isOfWecom(error)) throw error
      log.warn({ reason: error.message }, 'the customers could not be read to the end')
      return await noteFailure(error.message, note)
    } finally {
      await lease.release()
    }
  }

  return { read, progress }
}
