import { dayMs } from '../../domain/calendar.ts'
import { newId, type ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { countReceipt } from '../telemetry/callbacks.ts'
import { createHealth, type Health } from '../wecom/health.ts'
import { encryptOf, readOrRefuse } from './envelope.ts'
import type { CallbackHandlers } from './handlers.ts'
import { claimMs } from './holds.ts'
import { createMismatches } from './mismatches.ts'
import { deleteSettledUntil, insertEvent, lastReceivedAt, pendingEvents } from './repository.ts'
import { isSigned, openSealed, type Signed } from './seal.ts'
import { createWorker } from './worker.ts'
import { greetingOf, readEvent } from './wecom-event.ts'
import { readXml } from './xml.ts'
import { waitToStop } from '../jobs/patience.ts'

/** Settled events hold ids of customers: they go after this. */
const keptMs = 7 * dayMs
/** Older than this an event is a replay: WeCom re-sends within minutes, and repeats are known for `keptMs`. */
const tooOldMs = 6 * dayMs
/** WeCom waits for 5 s. */
const storedWithinMs = 4000
const lookEveryMs = 2000

export type Callbacks = ReturnType<typeof createCallbacks>
type SignedQuery = Omit<Signed, 'encrypt'>

/** Receives WeCom's callbacks: stored before they are answered, applied afterwards. */
export function createCallbacks(
  context: ServerContext,
  handlers: CallbackHandlers,
  health: Pick<Health, 'refused' | 'answered'> = createHealth(context),
) {
  const { db, now, log, config } = context
  const { callback, corpId } = config.wecom
  const claimedBy = newId(context, 'worker')
  const worker = createWorker(context, handlers, claimedBy)
  const mismatches = createMismatches(context, health)
  let timer: NodeJS.Timeout | undefined

  function open(query: SignedQuery, encrypt: string): string {
    if (callback === null) throw new AppError('not_found')
    const secrets = { ...callback, corpId }
    if (!isSigned(secrets, { ...query, encrypt })) {
      countReceipt('forged')
      void mismatches.forged()
      throw new AppError('forbidden', { message: 'msg_signature does not fit' })
    }
    try {
      const text = openSealed(secrets, encrypt)
      void mismatches.genuine()
      return text
    } catch (error) {
      countReceipt('unreadable')
      void mismatches.unreadable()
      throw error
    }
  }

  async function store(text: string): Promise<void> {
    const receivedAt = now()
    const read = readEvent(
      readOrRefuse('Encrypt', () => readXml(text)),
      text,
      receivedAt,
    )
    const { name, keyHash, subject, at: occurredAt } = read
    const isTooOld = occurredAt < receivedAt - tooOldMs
    const event = isTooOld ? null : read.understood
    const isGreeting = event !== null && greetingOf(event) !== null
    const row = { eventId: newId(context, 'event'), keyHash, name, subject, occurredAt, receivedAt }
    const isNew = await insertEvent(db, {
      ...row,
      // Of what we do nothing with, nothing but its name is kept.
      payloadJson: JSON.stringify(event),
      subject: event ? subject : '',
      status: event ? 'pending' : 'ignored',
      appliedAt: event ? null : receivedAt,
      problem: isTooOld ? 'too old' : null,
      greetedAt: null,
      claimedBy: isGreeting ? claimedBy : null,
      claimedUntil: isGreeting ? receivedAt + claimMs : null,
      dueAt: receivedAt,
    })
    countReceipt(isNew ? (event ? 'new' : 'ignored') : 'repeated')
    log.info({ name, isNew, isApplied: event !== null }, 'callback received')
    if (!isNew || event === null) return
    if (isGreeting) worker.greetNow(row, event)
    else worker.wake()
  }

  return {
    isConfigured: callback !== null,

    /** The address is verified when it is saved: the plain echostr. */
    verifyAddress: (query: SignedQuery, echostr: string): string => open(query, echostr),

    /** Resolves once the event is stored; `unavailable` when the database takes too long, so that WeCom sends it again. */
    async receive(query: SignedQuery, body: Buffer): Promise<void> {
      if (callback === null) throw new AppError('not_found')
      const text = open(query, encryptOf(body))
      let late: NodeJS.Timeout | undefined
      const tooLate = new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => reject(new AppError('unavailable')), storedWithinMs)
      })
      const stored = store(text).catch((cause: unknown) => {
        throw cause instanceof AppError ? cause : new AppError('unavailable', { cause })
      })
      // Should it fail after the time is up, nobody waits for it any more.
      stored.catch(() => undefined)
      await Promise.race([stored, tooLate])
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'unavailable') countReceipt('unstored')
          throw error
        })
        .finally(() => clearTimeout(late))
    },

    /** Looks for due events from now on: retries, and what another process left behind. */
    start(): void {
      worker.wake()
      timer ??= setInterval(worker.wake, lookEveryMs)
    },

    /** Begins nothing more and waits a little for what was begun. */
    async stop(): Promise<void> {
      clearInterval(timer)
      worker.stop()
      await waitToStop(worker.settled())
      worker.letGo()
    },

    /** One look for due events, to its end. */
    async applyDue(): Promise<void> {
      worker.wake()
      await worker.settled()
    },

    sweep: (asOf: number): Promise<void> => deleteSettledUntil(db, asOf - keptMs),

    lastReceivedAt: (): Promise<number | null> => lastReceivedAt(db),

    queue: () => pendingEvents(db),
  }
}
