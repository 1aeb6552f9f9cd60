import { setTimeout as delay } from 'node:timers/promises'
import type { Delivery } from '../protocol/event-view.ts'
import type { Switches } from '../protocol/switches.ts'
import { type CallbackTarget, type Carry, carryWithin } from './callback-target.ts'
import { envelopeXml, type EventElements, eventXml } from './event-xml.ts'
import { seal } from './seal.ts'

const mostTries = 3
const answerMs = 5000
const verifyMs = 1000
/** How long events are gathered that are to arrive at once or in the wrong order. */
const gatherMs = 1000
const mostRemembered = 100

interface Needs {
  corp: { corpId: string; agentId: string }
  now: () => number
  randomToken: () => string
  delivery: () => Switches['eventDelivery']
  target: CallbackTarget | null
  carry: Carry
  /** Between two tries; the platform does not say how long it waits. */
  pauseMs: number
}

export type EventSender = ReturnType<typeof createEventSender>

/** Tells the app what was changed in the client or the admin console, signed and sealed. */
export function createEventSender({ corp, now, randomToken, delivery, target, carry, pauseMs }: Needs) {
  const deliveries: Delivery[] = []
  const active = new Set<Promise<void>>()
  let gathered: ((atSeconds: number) => void)[] = []
  let isGathering = false

  function track(run: Promise<void>): void {
    const tracked: Promise<void> = run.finally(() => active.delete(tracked))
    active.add(tracked)
  }

  function addressed(to: CallbackTarget, message: string) {
    const timestamp = String(Math.floor(now() / 1000))
    return seal({ ...to, corpId: corp.corpId }, message, { timestamp, nonce: randomToken().slice(0, 16) })
  }

  async function tryOnce(to: CallbackTarget, message: string): Promise<string> {
    const { encrypt, query } = addressed(to, message)
    const url = `${to.url}?${new URLSearchParams(query).toString()}`
    const body = envelopeXml(corp.corpId, corp.agentId, encrypt)
    try {
      const { status } = await carryWithin(answerMs, carry, { method: 'POST', url, body })
      return status === 200 ? '' : `answered ${status}`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async function deliver(to: CallbackTarget, message: string, record: Delivery): Promise<void> {
    while (record.tries < mostTries) {
      if (record.tries > 0) await delay(pauseMs)
      record.tries += 1
      record.problem = await tryOnce(to, message)
      if (record.problem === '') {
        record.outcome = 'delivered'
        return
      }
    }
    record.outcome = 'failed'
  }

  function begin(to: CallbackTarget, message: string, name: string, outcome: Delivery['outcome']): void {
    const record: Delivery = { name, tries: 0, outcome, problem: '' }
    deliveries.unshift(record)
    deliveries.length = Math.min(deliveries.length, mostRemembered)
    if (outcome === 'dropped') return
    track(deliver(to, message, record))
  }

  /** Holds it back for a moment; then all that were held go out together. */
  function gather(go: (atSeconds: number) => void): void {
    gathered.push(go)
    if (isGathering) return
    isGathering = true
    track(
      delay(gatherMs).then(() => {
        const all = delivery() === 'reorder' ? gathered.reverse() : gathered
        const atSeconds = Math.floor(now() / 1000)
        gathered = []
        isGathering = false
        for (const each of all) each(atSeconds)
      }),
    )
  }

  return {
    isConfigured: target !== null,

    /** Where the app is reached from outside, as far as the address for callbacks tells. */
    appOrigin: (): string | null => (target === null ? null : new URL(target.url).origin),

    /** Newest first. */
    deliveries: (): readonly Delivery[] => deliveries,

    emit(elements: EventElements): void {
      if (target === null) return
      const name = `${String(elements['Event'])}.${String(elements['ChangeType'])}`
      const changedAt = Math.floor(now() / 1000)
      const go = (atSeconds: number, outcome: Delivery['outcome'] = 'waiting') =>
        begin(target, eventXml(corp.corpId, atSeconds, elements), name, outcome)
      switch (delivery()) {
        case 'drop':
          return go(changedAt, 'dropped')
        case 'duplicate':
          go(changedAt)
          return go(changedAt)
        case 'reorder':
          return gather(() => go(changedAt))
        case 'burst':
          return gather((atSeconds) => go(atSeconds))
        case 'normal':
          return go(changedAt)
      }
    },

    /** The check that the admin console makes when the address is saved; '' or what is wrong. */
    async verify(): Promise<string> {
      if (target === null) return 'no callback address is set'
      const wanted = String(now())
      const { encrypt, query } = addressed(target, wanted)
      const url = `${target.url}?${new URLSearchParams({ ...query, echostr: encrypt }).toString()}`
      try {
        const { status, body } = await carryWithin(verifyMs, carry, { method: 'GET', url })
        if (status !== 200) return `answered ${status}`
        return body === wanted ? '' : 'did not answer the bare text of echostr'
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },

    /** Everything that was begun has ended. */
    async settled(): Promise<void> {
      while (active.size > 0) await Promise.all(active)
    },
  }
}
