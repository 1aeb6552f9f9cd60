import { randomBytes } from 'node:crypto'
import { vi } from 'vitest'
import type { CallbackHandlers } from '../../../src/server/callbacks/handlers.ts'
import { createCallbacks } from '../../../src/server/callbacks/service.ts'
import { readConfig } from '../../../src/server/config.ts'
import type { ServerContext } from '../../../src/server/context.ts'
import { envelopeXml, type EventElements, eventXml } from '../../../src/simulator/events/event-xml.ts'
import { seal } from '../../../src/simulator/events/seal.ts'
import type { TestDatabase } from '../../support/databases.ts'
import { own } from './vectors.ts'

export interface Clock {
  at: number
}

/** A signed and sealed request as WeCom makes it. */
export function sealedRequest(message: string, secrets: typeof own = own) {
  const { encrypt, query } = seal(secrets, message, { timestamp: '1700000000', nonce: 'nonce123' })
  const { msg_signature: signature, timestamp, nonce } = query
  const body = Buffer.from(envelopeXml(secrets.corpId, '1000002', encrypt))
  return { query: { signature, timestamp, nonce }, url: new URLSearchParams(query).toString(), body }
}

export const editOf = (customer: string, more: EventElements = {}): EventElements => ({
  Event: 'change_external_contact',
  ChangeType: 'edit_external_contact',
  UserID: 'lin',
  ExternalUserID: customer,
  ...more,
})

/** Handlers that note what they are given; `before` may fail or wait first. */
export function noting(
  seen: string[],
  before: (name: string, id: string, at: number) => Promise<void> = async () => undefined,
): CallbackHandlers {
  const note = (name: string) => async (event: { externalUserId: string; at: number }) => {
    await before(name, event.externalUserId, event.at)
    seen.push(`${name} ${event.externalUserId} ${event.at}`)
  }
  const others = async () => undefined
  return {
    contacts: {
      added: note('added'),
      halfAdded: note('halfAdded'),
      edited: note('edited'),
      removedByMember: note('removedByMember'),
      removedByCustomer: note('removedByCustomer'),
      transferFailed: note('transferFailed'),
    },
    groups: { changed: others },
    tags: { changed: others },
    welcome: { greet: note('greet') },
  }
}

/** One process that receives and applies callbacks; several may share a database. */
export function openDesk({ db, url }: TestDatabase, clock: Clock, handlers: CallbackHandlers) {
  const config = readConfig(
    {
      DATABASE_URL: url,
      SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
      WECOM_CORP_ID: own.corpId,
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'secret',
      WECOM_CALLBACK_TOKEN: own.token,
      WECOM_CALLBACK_AES_KEY: own.aesKey,
    },
    () => '',
  )
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const now = () => clock.at
  const context: ServerContext = { config, db, now, log, randomBytes: (count) => randomBytes(count) }
  const callbacks = createCallbacks(context, handlers)
  return {
    ...callbacks,
    /** Delivers an event of the clock's second, or of another. */
    async send(elements: EventElements, at = clock.at): Promise<void> {
      const { query, body } = sealedRequest(eventXml(own.corpId, Math.floor(at / 1000), elements))
      await callbacks.receive(query, body)
    },
    /** The oldest event about somebody. */
    row: async (subject: string) =>
      db
        .selectFrom('wecomEvent')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('occurredAt')
        .executeTakeFirst(),
  }
}

/** Stops a desk whose handlers never come back, without living through the time that it gives them. */
export async function stopAtWork(desk: Pick<ReturnType<typeof openDesk>, 'stop'>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stopped = desk.stop()
  vi.runAllTimers()
  vi.useRealTimers()
  await stopped
}
