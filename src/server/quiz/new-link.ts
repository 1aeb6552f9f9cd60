import type { Override } from '../../contract/coupons.ts'
import { quizLinkLifeMs } from '../../domain/quiz/quiz-link.ts'
import { newLinkToken } from '../claims/link-token.ts'
import { newId, type ServerContext } from '../context.ts'
import type { QuizLinkRecord } from './quiz-record.ts'

interface LinkMaking {
  quizVersionId: string
  customerId: string
  issuedBy: string
  override?: Override | undefined
  asOf: number
}

/** A personal link that has not gone out, and its secret, told this once. */
export function newQuizLink(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { override, asOf, ...whose }: LinkMaking,
): { link: QuizLinkRecord; token: string } {
  const { token, tokenHash } = newLinkToken(context)
  const link = {
    ...whose,
    quizLinkId: newId(context, 'qln'),
    tokenHash,
    overrideJson: override ? JSON.stringify(override) : null,
    issuedAt: asOf,
    sentAt: null,
    openedAt: null,
    answeredAt: null,
    voidedAt: null,
    expiresAt: asOf + quizLinkLifeMs,
    deviceHash: null,
  }
  return { link, token }
}
