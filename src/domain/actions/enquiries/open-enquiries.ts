import { dayMs } from '../../calendar.ts'

/** What a customer waits for: a price, whether a coupon works for a product, or that a complaint is dealt with. */
export const enquiryAbouts = ['price', 'coupon', 'complaint'] as const
export type EnquiryAbout = (typeof enquiryAbouts)[number]

export interface OpenEnquiry {
  about: EnquiryAbout
  startedAt: number
  /** An advisor's tap, since the panel cannot read the chat, or the shop's own event. */
  source: 'advisor' | 'shop'
}

export interface EnquiryRecord {
  about: EnquiryAbout
  startedAt: number
  closedAt: number | null
}

export interface EnquiryInput {
  /** Taps of advisors, closed ones too. */
  records: readonly EnquiryRecord[]
  /** What the shop told. */
  events: readonly { about: EnquiryAbout; occurredAt: number }[]
  /** When something was last sent to the customer by this panel; null = never. */
  lastSentAt: number | null
}

/** A question that nobody answered here is taken as settled elsewhere after this. */
const questionLifeMs = dayMs
/** A complaint that the shop told of rests after this; one that an advisor opened stays until it is closed. */
const shopComplaintLifeMs = 7 * dayMs

function isOver({ about, startedAt, source }: OpenEnquiry, lastSentAt: number | null, asOf: number): boolean {
  const age = asOf - startedAt
  if (about === 'complaint') return source === 'shop' && age > shopComplaintLifeMs
  return age > questionLifeMs || (lastSentAt !== null && lastSentAt >= startedAt)
}

/**
 * What the customer waits for at `asOf`, at most one of each kind, begun by the first word that is still open: not closed at
 * or after it, a question not answered by a message sent at or after it and at most 24 h old, a shop's complaint at
 * most 7 days old (all inclusive). NBA-01, NBA-02, NBA-19, C1.
 */
export function openEnquiries({ records, events, lastSentAt }: EnquiryInput, asOf: number): OpenEnquiry[] {
  const begun: OpenEnquiry[] = [
    ...records
      .filter(({ closedAt }) => closedAt === null)
      .map(({ about, startedAt }) => ({ about, startedAt, source: 'advisor' as const })),
    ...events.map(({ about, occurredAt }) => ({ about, startedAt: occurredAt, source: 'shop' as const })),
  ]
  return enquiryAbouts.flatMap((about) => {
    const closings = records.filter((record) => record.about === about).map(({ closedAt }) => closedAt ?? 0)
    const closedAt = Math.max(0, ...closings)
    const open = begun
      .filter((enquiry) => enquiry.about === about && enquiry.startedAt <= asOf)
      .filter((enquiry) => enquiry.startedAt > closedAt && !isOver(enquiry, lastSentAt, asOf))
      .sort((a, b) => a.startedAt - b.startedAt || (a.source < b.source ? -1 : 1))
    return open.slice(0, 1)
  })
}
