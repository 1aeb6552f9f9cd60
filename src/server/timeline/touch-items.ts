import type { Override } from '../../contract/coupons.ts'
import type { TimelineItem } from '../../contract/timeline.ts'
import { aidaNames, type AidaStep } from '../../domain/scripts/script.ts'
import type { TouchWithBubbles } from '../touches/service.ts'

const reasonNames: Record<Override['kind'], string> = {
  asked: '客户主动在问',
  agreed: '已约定回复',
  'after-sale': '售后处理',
  other: '其他',
}

export interface TouchLabels {
  /** The name of an advisor; 我 for the viewer. */
  by: (userId: string) => string
  scripts: ReadonlyMap<string, { title: string; step: AidaStep }>
  /** Headlines by coupon. */
  coupons: ReadonlyMap<string, string>
  /** What to say of a touch that nobody answered, by touch. */
  misses: ReadonlyMap<string, string>
}

type Part = TouchWithBubbles['parts'][number]

function partText({ scriptId, couponId, contentType }: Part, { scripts, coupons }: TouchLabels): string {
  if (couponId !== null) return `发券「${coupons.get(couponId) ?? '专属优惠'}」`
  const script = scriptId === null ? undefined : scripts.get(scriptId)
  if (script) return `发话术「${aidaNames[script.step]}-${script.title}」`
  return contentType === 'welcome' ? '发欢迎语' : '发消息'
}

function overrideText({ overrideKind, overrideNote }: TouchWithBubbles): string {
  if (overrideKind === null) return ''
  const name = reasonNames[overrideKind as Override['kind']] ?? overrideKind
  return `继续触达的原因：${overrideNote ? `${name}，${overrideNote}` : name}`
}

/** One line for each touch: who sent what, and whether it was a reply or went on for a reason. */
export function touchItems(touches: readonly TouchWithBubbles[], labels: TouchLabels): TimelineItem[] {
  return touches.map((touch) => {
    const what = [...new Set(touch.parts.map((part) => partText(part, labels)))].join('、')
    const details = [
      touch.bubbles > 1 ? `共${touch.bubbles}条` : '',
      touch.isReply ? '回复客户' : '',
      touch.parts.some(({ isEdited }) => isEdited) ? '改过' : '',
      touch.parts.every(({ via }) => via === 'copied') ? '复制后记为已发' : '',
      labels.misses.get(touch.touchId) ?? '',
      overrideText(touch),
      touch.parts.find(({ couponId }) => couponId === null)?.text ?? '',
    ].filter((text) => text !== '')
    return {
      id: `touch:${touch.touchId}`,
      kind: 'touch',
      at: touch.startedAt,
      title: `${labels.by(touch.userId)} ${what}`,
      detail: details.length > 0 ? details.join(' · ') : null,
    }
  })
}
