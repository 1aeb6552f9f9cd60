import { dayMs } from '../calendar.ts'

/** How long a personal link may be answered, ours. */
export const quizLinkLifeMs = 7 * dayMs

export const quizLinkStates = ['issued', 'sent', 'opened', 'answered', 'ended'] as const
export type QuizLinkState = (typeof quizLinkStates)[number]

/** Epoch ms; null = has not happened. */
export interface QuizLinkTimes {
  sentAt: number | null
  openedAt: number | null
  answeredAt: number | null
  voidedAt: number | null
  expiresAt: number
}

/**
 * Where a personal link stands at `asOf`. An answered one stays answered; one taken back, or unanswered from `expiresAt` on
 * (inclusive), has ended. Opening proves sending.
 */
export function quizLinkState(link: QuizLinkTimes, asOf: number): QuizLinkState {
  if (link.voidedAt !== null) return 'ended'
  if (link.answeredAt !== null) return 'answered'
  if (asOf >= link.expiresAt) return 'ended'
  if (link.openedAt !== null) return 'opened'
  return link.sentAt === null ? 'issued' : 'sent'
}

/** Answers are taken, and may be changed, until `expiresAt` (exclusive) unless the link was taken back. */
export function isAnswerable({ voidedAt, expiresAt }: QuizLinkTimes, asOf: number): boolean {
  return voidedAt === null && asOf < expiresAt
}
