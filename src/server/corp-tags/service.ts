import type { TagHandlers } from '../callbacks/handlers.ts'
import { newId, type ServerContext } from '../context.ts'
import { WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import type { WecomClient } from '../wecom/client.ts'
import { createEdits } from './edits/carry-out.ts'
import { createMirror } from './mirror.ts'
import { createOutbox, type OutboxNeeds } from './outbox.ts'
import { createPush, type PushNeeds } from './push.ts'

const lookEveryMs = 2000
const readAgainMs = 5 * 60_000

export type CorpTags = ReturnType<typeof createCorpTags>

interface Needs {
  client: WecomClient
  customers: OutboxNeeds['customers'] & PushNeeds['customers']
}

/** The company's tags: read from WeCom, and given and taken there as they are here. */
export function createCorpTags(context: ServerContext, { client, customers }: Needs) {
  const { log, now } = context
  const mirror = createMirror(context, client)
  const outbox = createOutbox(context, { customers }, newId(context, 'pusher'))
  const edits = createEdits(context, { client, mirror }, newId(context, 'editor'))
  const carryOut = createPush(context, { client, mirror, customers })
  let isStopped = false
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let readAgainAt = 0

  async function pushOnce(): Promise<void> {
    for (;;) {
      const push = isStopped ? undefined : await outbox.claimNext()
      if (!push) return
      const end = await carryOut(push)
      const { errcode, status } = end
      if (status !== 'done') log.warn({ errcode, attempts: push.attempts, status }, 'corp tag not pushed')
      await outbox.settle(push, end)
    }
  }

  /** Pushes what is due, one pair after the other. */
  function pushDue(): Promise<void> {
    running ??= pushOnce().finally(() => {
      running = null
    })
    return running
  }

  async function readIfStale(): Promise<void> {
    if (now() < readAgainAt) return
    readAgainAt = now() + readAgainMs
    await outbox.sweep()
    await mirror.refreshIfStale().catch((error: unknown) => {
      if (!(error instanceof WecomRefused || error instanceof WecomUnreachable)) throw error
      log.warn({ reason: error.message }, 'the corp tags could not be read')
    })
  }

  async function look(): Promise<void> {
    try {
      await readIfStale()
      await edits.carryOutDue(() => isStopped)
      await pushDue()
    } catch (error) {
      log.error({ err: error }, 'the corp tags are not being pushed')
    }
  }

  const handlers: TagHandlers = { changed: () => mirror.refresh() }

  return {
    handlers,
    refresh: mirror.refresh,
    edits,
    pushDue,
    /** Looks every two seconds from now on. */
    start(): void {
      timer ??= setInterval(() => void look(), lookEveryMs)
    },
    /** Begins nothing more and waits for what runs. */
    async stop(): Promise<void> {
      clearInterval(timer)
      isStopped = true
      await running
    },
  }
}
