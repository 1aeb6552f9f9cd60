import { z } from 'zod'
import { quizLinkStates } from '../domain/quiz/quiz-link.ts'
import { quizBounds } from '../domain/quiz/quiz.ts'
import { cadenceMeterSchema } from './cadence.ts'
import { cardSchema, overrideSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema, tokenParams } from './values.ts'

const quizLinkParams = z.object({ quizLinkId: idSchema })

/** A personal link as the advisor sees it; its secret is in the card alone. */
export const quizLinkSchema = z.object({
  quizLinkId: z.string(),
  title: z.string(),
  state: z.enum(quizLinkStates),
  issuedAt: z.number(),
  sentAt: z.number().nullable(),
  openedAt: z.number().nullable(),
  answeredAt: z.number().nullable(),
  expiresAt: z.number(),
  issuedBy: z.string(),
  isMine: z.boolean(),
  /** What she chose, in the order of the questions; empty until every question has its answer. */
  answers: z.array(z.string()),
})
export type QuizLink = z.infer<typeof quizLinkSchema>

export const getQuiz = defineRoute({
  name: 'getQuiz',
  summary:
    'Whether the quiz is worth offering to this customer (NBA-18), and how far the last one sent has come',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: z.object({
    /** The published quiz; null = the store has none. */
    quiz: z.object({ quizId: z.string(), title: z.string(), questionCount: z.number().int() }).nullable(),
    isAdvised: z.boolean(),
    /** Set while it is the next step and comes before any coupon. */
    stepTitle: z.string().nullable(),
    ruleId: z.string(),
    evidence: z.array(z.string()),
    /** The latest link that went out and has not ended. */
    link: quizLinkSchema.nullable(),
  }),
})

export const issueQuiz = defineRoute({
  name: 'issueQuiz',
  summary: 'Makes a personal link to the quiz for this customer; cadence is checked now',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({ override: overrideSchema.optional() }),
  response: z.object({ quizLinkId: z.string(), expiresAt: z.number(), card: cardSchema }),
})

export const markQuizSent = defineRoute({
  name: 'markQuizSent',
  summary: 'WeCom took the card (client_accepted): one touch is recorded, once',
  access: 'member',
  roles: chattingRoles,
  params: quizLinkParams,
  body: z.object({ chatExternalUserId: idSchema }),
  response: z.object({ link: quizLinkSchema, cadence: cadenceMeterSchema }),
})

export const voidQuiz = defineRoute({
  name: 'voidQuiz',
  summary: 'Takes an unanswered link back: cancelled, failed or sent to the wrong customer',
  access: 'member',
  roles: chattingRoles,
  params: quizLinkParams,
  body: z.object({ reason: z.enum(['cancelled', 'send-failed', 'wrong-customer']) }),
  response: z.object({ link: quizLinkSchema }),
})

/**
 * What the quiz page may show to this visitor, by the coupon page's rules. `view`: `open` has unanswered questions; `done`
 * all are answered; `taken` answered on another device; `stranger` an identified other customer; `ended` taken back or late.
 */
export const quizPageSchema = z.object({
  view: z.enum(['open', 'done', 'taken', 'stranger', 'ended']),
  brand: z.string(),
  advisorName: z.string().nullable(),
  title: z.string().nullable(),
  questions: z.array(z.object({ text: z.string(), options: z.array(z.string()) })),
  /** The chosen option of each question; null = not answered yet. */
  answers: z.array(z.number().int().nullable()),
  /** Answers are still taken, and may be changed. */
  isEditable: z.boolean(),
})
export type QuizPage = z.infer<typeof quizPageSchema>

export const getQuizPage = defineRoute({
  name: 'getQuizPage',
  summary: 'What the quiz page shows; changes nothing, so that link scanners may read it',
  access: 'public',
  params: tokenParams,
  response: quizPageSchema,
})

export const openQuizPage = defineRoute({
  name: 'openQuizPage',
  summary: 'The page became visible to a person: the quiz counts as opened',
  access: 'public',
  params: tokenParams,
  response: quizPageSchema,
})

export const answerQuiz = defineRoute({
  name: 'answerQuiz',
  summary:
    'Stores one answer at once; with the last one the answers become tags, given again they replace the former',
  access: 'public',
  params: tokenParams,
  body: z.object({
    /** Both counted from 0. */
    question: z.number().int().min(0).lt(quizBounds.questions),
    option: z.number().int().min(0).lt(quizBounds.options),
  }),
  response: quizPageSchema,
})
