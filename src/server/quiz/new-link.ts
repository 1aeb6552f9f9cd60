import type { Override } from '../../contract/coupons.ts'
import { quizLinkLifeMs } from '../../domain/quiz/quiz-link.ts'
import { newId, type ServerContext } from '../context.ts'
import type { QuizLinkRecord } from './quiz-record.ts'

const tokenBytes = 24

interface LinkMaking {
  quizVersionId: string
  customerId: string
  issuedBy: string
  override?: Override | undefined
  asOf: number
}

/** A personal link that has not gone out. */
export function newQuizLink(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { override, asOf, ...whose }: LinkMaking,
): QuizLinkRecord {
  return {
    ...whose,
    quizLinkId: newId(context, 'qln'),
    token: Buffer.from(context.randomBytes(tokenBytes)).toString('base64url'),
    overrideJson: override ? JSON.stringify(override) : null,
    issuedAt: asOf,
    sentAt: null,
    openedAt: null,
    answeredAt: null,
    voidedAt: null,
    expiresAt: asOf + quizLinkLifeMs,
    deviceHash: null,
  }
}
