import { minuteMs } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { complaintLines, complaintSteps } from './complaint-clock.ts'
import type { EnquiryAbout, OpenEnquiry } from './open-enquiries.ts'
import { priceClock, priceMinutes } from './price-clock.ts'

function enquiryOf({ enquiries }: CustomerFacts, about: EnquiryAbout): OpenEnquiry | undefined {
  return enquiries.find((enquiry) => enquiry.about === about)
}

/** Who said so: the panel cannot read the chat. */
function sourceText({ source }: OpenEnquiry, tap: string): string {
  return source === 'advisor' ? `顾问点了「${tap}」(面板看不到聊天)` : '商城记录了她的询价'
}

/** NBA-01, C1: 5 minutes to answer, the lead is told after 60, or as the store set them. */
export function priceAsked(facts: CustomerFacts): string[] | null {
  if (!facts.isPriceEnquiry) return null
  const enquiry = enquiryOf(facts, 'price')
  const { target, breach } = priceMinutes(facts.rules)
  if (!enquiry) return ['客户刚问过价格或优惠', `目标${target}分钟内回复`]
  const { state } = priceClock(enquiry.startedAt, facts.asOf, facts.rules)
  const waited = `已等${Math.floor((facts.asOf - enquiry.startedAt) / minuteMs)}分钟`
  const goal = state === 'running' ? `目标${target}分钟内回复` : `已超过${target}分钟目标`
  const told = state === 'breached' ? [`超过${breach}分钟，请马上回复，主管也会看到`] : []
  return [sourceText(enquiry, '问价'), `${waited}，${goal}`, ...told]
}

/** NBA-02: the three deadlines, counted from the complaint where its time is known. */
export function complained(facts: CustomerFacts): string[] | null {
  if (!facts.hasOpenComplaint) return null
  const enquiry = enquiryOf(facts, 'complaint')
  const lines = enquiry
    ? complaintLines(enquiry.startedAt, facts.asOf, facts.rules)
    : complaintSteps(facts.rules).map(({ what, withinText }) => `${withinText}内${what}`)
  return ['有投诉未处理完', ...lines]
}

/** NBA-19: started by the advisor's tap. */
export function couponAsked(facts: CustomerFacts): string[] | null {
  const enquiry = enquiryOf(facts, 'coupon')
  return enquiry ? [sourceText(enquiry, '问券'), '先答适用范围，再举一个使用案例'] : null
}
