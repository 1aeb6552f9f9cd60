import type { CustomerFacts } from '../customers/facts.ts'
import { parseBody } from './placeholders.ts'
import { liveVariables } from './scarcity/scarcity-claims.ts'
import type { Script } from './script.ts'

const sellingVariables: readonly string[] = ['券名', ...liveVariables]

type Complaint = Pick<CustomerFacts, 'hasOpenComplaint'>

/** Whether the AIDA strip may propose the script: while a complaint is open only what serves. Source: NBA-02. */
export function isProposable({ contentType }: Pick<Script, 'contentType'>, facts: Complaint): boolean {
  return !facts.hasOpenComplaint || contentType === 'service'
}

/**
 * Why the script may not be sent now, for the advisor; null when it may. While a complaint is open promotions to this
 * customer stop: offers, and texts that name a coupon or count the stock. Copying stays free. Source: NBA-02.
 */
export function pausedReason(
  { contentType, body }: Pick<Script, 'contentType' | 'body'>,
  facts: Complaint,
): string | null {
  if (!facts.hasOpenComplaint || contentType === 'service') return null
  const sells =
    contentType === 'offer' || parseBody(body).names.some((name) => sellingVariables.includes(name))
  return sells ? '有投诉未处理完，对她的促销先暂停' : null
}
