import type { Enquiry } from '../../contract/enquiries.ts'
import { complaintLines } from '../../domain/actions/enquiries/complaint-clock.ts'
import {
  type EnquiryAbout,
  openEnquiries,
  type OpenEnquiry,
} from '../../domain/actions/enquiries/open-enquiries.ts'
import { priceClock } from '../../domain/actions/enquiries/price-clock.ts'
import { dayMs, hourMs } from '../../domain/calendar.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { breachedBetween, escalate } from './escalations.ts'
import type { EnquiryNeeds, EnquiryQuestion } from './needs.ts'
import { closeOpen, enquiriesOf, insertEnquiry, openBetween } from './repository.ts'

/** "她在问" lasts this long, as with the mark on a touch. */
const askingMs = hourMs
const closedSinceMs = 8 * dayMs
const looksBack = 5
const ruleIds: Record<EnquiryAbout, string> = { price: 'NBA-01', coupon: 'NBA-19', complaint: 'NBA-02' }
const eventAbouts: Record<string, EnquiryAbout> = { price_enquiry: 'price', complaint: 'complaint' }

export type Enquiries = ReturnType<typeof createEnquiries>

function shown(enquiry: OpenEnquiry, asOf: number, rules: RuleOverrides): Enquiry {
  const { about, startedAt } = enquiry
  const clock = about === 'price' ? priceClock(startedAt, asOf, rules) : null
  return {
    ...enquiry,
    targetAt: clock?.targetAt ?? null,
    breachAt: clock?.breachAt ?? null,
    isEscalated: clock?.state === 'breached',
    lines: about === 'complaint' ? complaintLines(startedAt, asOf, rules) : [],
  }
}

export function createEnquiries(context: ServerContext, needs: EnquiryNeeds) {
  const { db, now } = context

  /** What the customer waits for at `asOf`; read from what the caller has and two or three short queries. */
  async function openOf(
    reader: Database,
    customerId: string,
    asOf: number,
    { events, asking }: EnquiryQuestion,
  ): Promise<OpenEnquiry[]> {
    const records = await enquiriesOf(reader, customerId, asOf - closedSinceMs)
    const { askingUntil, askingAbout } = asking
    const isPriceMarked = askingUntil !== null && askingUntil > asOf && askingAbout === 'price'
    const known = {
      records: isPriceMarked
        ? [...records, { about: 'price' as const, startedAt: askingUntil - askingMs, closedAt: null }]
        : records,
      events: events.flatMap(({ type, occurredAt }) => {
        const about = eventAbouts[type]
        return about === undefined ? [] : [{ about, occurredAt }]
      }),
    }
    const waiting = openEnquiries({ ...known, lastSentAt: null }, asOf)
    if (waiting.every(({ about }) => about === 'complaint')) return waiting
    const touches = await needs.touches.history(reader, customerId, asOf + 1, looksBack)
    const lastSentAt = touches.length === 0 ? null : Math.max(...touches.map((touch) => touch.lastBubbleAt))
    return openEnquiries({ ...known, lastSentAt }, asOf)
  }

  async function ask(reader: Database, customerId: string, asOf: number): Promise<OpenEnquiry[]> {
    const row = await needs.customers.find(customerId, reader)
    const events = await needs.events.eventsOf(reader, customerId, asOf - closedSinceMs)
    return openOf(reader, customerId, asOf, {
      events: events.filter(({ occurredAt }) => occurredAt <= asOf),
      asking: row ?? { askingUntil: null, askingAbout: null },
    })
  }

  function audit(
    trx: Database,
    action: string,
    { customerId, about, actor }: { customerId: string; about: EnquiryAbout; actor: string },
  ): Promise<void> {
    const subject = { subjectKind: 'enquiry', subjectId: about, customerId }
    return recordAudit(trx, context, { at: now(), actor, action, ...subject, details: {} })
  }

  async function showOpen(customerId: string, enquiries: readonly OpenEnquiry[], asOf: number) {
    if (enquiries.length === 0) return []
    const { rules } = await readSettings({ db })
    await escalate(context, db, customerId, { open: enquiries, asOf, rules })
    return enquiries.map((enquiry) => shown(enquiry, asOf, rules))
  }

  return {
    openOf,
    /** For the panel: what is open, as shown; a breach leaves its note. */
    show: showOpen,

    /** An advisor's tap. What is open of this kind already goes on with its clock. */
    async start(externalUserId: string, userId: string, about: EnquiryAbout): Promise<string> {
      const { customerId } = await needs.customers.findForAdvisor(externalUserId, userId)
      const asOf = now()
      await db.transaction().execute(async (trx) => {
        await needs.customers.lock(trx, customerId)
        await needs.suggestions.lift(trx, customerId, ruleIds[about], asOf)
        const isOpen = (await ask(trx, customerId, asOf)).some((enquiry) => enquiry.about === about)
        await needs.customers.markAsking(customerId, asOf + askingMs, about, trx)
        if (isOpen) return
        await insertEnquiry(trx, {
          enquiryId: newId(context, 'enq'),
          customerId,
          about,
          startedAt: asOf,
          startedBy: userId,
          closedAt: null,
          closedBy: null,
          outcome: null,
        })
        await audit(trx, 'enquiry.started', { customerId, about, actor: userId })
      })
      return customerId
    },

    /** Over: what the shop told of and a mark without a row are closed with it. */
    async close(
      externalUserId: string,
      userId: string,
      { about, outcome }: { about: EnquiryAbout; outcome: string },
    ): Promise<string> {
      const { customerId } = await needs.customers.findForAdvisor(externalUserId, userId)
      const asOf = now()
      await db.transaction().execute(async (trx) => {
        await needs.customers.lock(trx, customerId)
        const open = (await ask(trx, customerId, asOf)).find((enquiry) => enquiry.about === about)
        const end = { closedAt: asOf, closedBy: userId, outcome }
        const closed = await closeOpen(trx, customerId, about, end)
        if (open || closed > 0) await audit(trx, 'enquiry.closed', { customerId, about, actor: userId })
        if (closed > 0 || !open) return
        const row = { customerId, about, startedAt: open.startedAt, startedBy: open.source }
        await insertEnquiry(trx, { enquiryId: newId(context, 'enq'), ...row, ...end })
      })
      return customerId
    },

    async list(customerId: string, asOf: number): Promise<Enquiry[]> {
      return showOpen(customerId, await ask(db, customerId, asOf), asOf)
    },

    /** Writes the notes that are due although nobody looks, and closes what a message has answered; answers how many are overdue. */
    async sweep(asOf: number): Promise<number> {
      const { rules } = await readSettings({ db })
      let overdue = 0
      for (const { customerId } of await openBetween(db, 'price', ...breachedBetween(asOf, rules))) {
        const open = await ask(db, customerId, asOf)
        const isWaiting = open.some(({ about }) => about === 'price')
        const end = { closedAt: asOf, closedBy: 'sweep', outcome: 'answered' }
        await (isWaiting
          ? escalate(context, db, customerId, { open, asOf, rules })
          : closeOpen(db, customerId, 'price', end))
        overdue += Number(isWaiting)
      }
      return overdue
    },
  }
}
