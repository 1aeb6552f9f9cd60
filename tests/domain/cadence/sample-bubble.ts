import type { SentBubble } from '../../../src/domain/cadence/touch-grouping.ts'

export function sampleBubble(sentAt: number, changes: Partial<SentBubble> = {}): SentBubble {
  return { sentAt, actorUserId: 'lin', contentType: 'know-how', aidaStep: null, isReply: false, ...changes }
}
