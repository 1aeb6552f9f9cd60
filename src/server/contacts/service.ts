import { localDay, localTime } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import type { Customers } from '../customers/service.ts'
import type { Members } from '../members/service.ts'
import { countJob } from '../telemetry/jobs.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { WecomIdentity } from '../wecom/identity.ts'
import { createReader } from './reader.ts'
import { findRun, type RunName, type RunRow } from './repository.ts'
import { createStaff } from './staff.ts'
import { waitToStop } from '../jobs/patience.ts'

const firstLookMs = 5000
const lookEveryMs = 60_000
/** Store time. */
const nightlyHour = 3

interface Needs {
  client: WecomClient
  identity: Pick<WecomIdentity, 'profileOf'>
  customers: Customers
  members: Pick<Members, 'refreshed'>
}

export type Contacts = ReturnType<typeof createContacts>

/** Everybody's customers, read from WeCom: once at first, then compared every night, as callbacks may get lost. */
export function createContacts(context: ServerContext, { client, identity, customers, members }: Needs) {
  const { db, now, log, config } = context
  const { read, progress } = createReader(context, { client, customers })
  const refreshMembers = createStaff(context, { identity, members, customers })
  const stopping = new AbortController()
  let looking: Promise<void> | null = null
  let first: NodeJS.Timeout | undefined
  let timer: NodeJS.Timeout | undefined

  /** Never done, begun and not ended, or due again tonight; false while it waits to be tried again. */
  async function isDue(name: RunName, asOf: number): Promise<boolean> {
    const run: RunRow | undefined = await findRun(db, name)
    if (!run) return true
    if (asOf < run.dueAt) return false
    if (run.status !== 'finished') return true
    const { timeZone } = config
    return localTime(asOf, timeZone).hour >= nightlyHour && run.localDay < localDay(asOf, timeZone)
  }

  async function lookOnce(): Promise<void> {
    const { signal } = stopping
    if (await isDue('contacts', now())) {
      const isImported = ((await findRun(db, 'contacts'))?.importedAt ?? null) !== null
      const kind = isImported ? 'reconciliation' : 'import'
      await countJob(
        'contacts',
        () => read({ kind, signal }),
        (outcome) => (outcome === 'finished' ? 'done' : outcome === 'failed' ? 'failed' : null),
      )
    }
    if (!signal.aborted && (await isDue('members', now()))) await refreshMembers(signal)
  }

  /** Does what is due. The demo's store knows everybody already. */
  function look(): Promise<void> {
    if (config.isDemo || stopping.signal.aborted) return Promise.resolve()
    looking ??= lookOnce()
      .catch((error: unknown) => log.error({ err: error }, 'the customers could not be read'))
      .finally(() => {
        looking = null
      })
    return looking
  }

  return {
    /** Reads everything now, or goes on with what was begun. */
    import: (options: { signal?: AbortSignal; onProgress?: Parameters<typeof read>[0]['onProgress'] } = {}) =>
      read({ kind: 'import', ...options }),
    refreshMembers,
    progress,
    look,
    /** Looks every minute from now on. */
    start(): void {
      first ??= setTimeout(() => void look(), firstLookMs)
      timer ??= setInterval(() => void look(), lookEveryMs)
    },
    /** Begins nothing more and waits a little for the step that runs. */
    async stop(): Promise<void> {
      clearTimeout(first)
      clearInterval(timer)
      stopping.abort()
      if (looking) await waitToStop(looking)
    },
  }
}
