import type { ServerContext } from '../../context.ts'
import type { UploadFolder } from './folder.ts'
import { uploadsIn } from './repository.ts'

const lookEveryMs = 5000

export type RunOne = (job: { uploadId: string; signal: AbortSignal }) => Promise<void>

export type ImportWorker = ReturnType<typeof createImportWorker>

/** Runs started uploads whose file lies on this machine, one after the other, also those that another process left. */
export function createImportWorker(
  { db, log }: Pick<ServerContext, 'db' | 'log'>,
  { folder, sweep }: { folder: UploadFolder; sweep: () => Promise<void> },
) {
  let runOne: RunOne | null = null
  let stopping = new AbortController()
  let going: Promise<void> | null = null
  let isAsked = false
  let timer: NodeJS.Timeout | undefined

  async function runAll(run: RunOne): Promise<void> {
    await sweep()
    do {
      isAsked = false
      for (const { uploadId } of await uploadsIn(db, 'started')) {
        if (stopping.signal.aborted) return
        if (await folder.has(uploadId)) await run({ uploadId, signal: stopping.signal })
      }
    } while (isAsked && !stopping.signal.aborted)
  }

  function wake(): void {
    isAsked = true
    if (!runOne || going || stopping.signal.aborted) return
    going = runAll(runOne)
      .catch((error: unknown) => log.error({ err: error }, 'an import could not go on'))
      .finally(() => {
        going = null
      })
  }

  return {
    wake,
    start(run: RunOne): void {
      runOne = run
      stopping = new AbortController()
      timer = setInterval(wake, lookEveryMs)
      timer.unref()
      wake()
    },
    /** Lets the batch that is being stored end; the rest goes on after the next start. */
    async stop(): Promise<void> {
      clearInterval(timer)
      stopping.abort()
      await going
      runOne = null
    },
  }
}
