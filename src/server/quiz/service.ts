import type { CadenceMeter } from '../../contract/cadence.ts'
import type { CouponCard, Override } from '../../contract/coupons.ts'
import type { QuizLink } from '../../contract/quiz.ts'
import { answersOf, isComplete } from '../../domain/quiz/quiz-answers.ts'
import { stepTitle } from '../../domain/actions/step-titles.ts'
import { isQuizFirst } from '../../domain/offers/guards/contact.ts'
import { quizAdvice } from '../../domain/quiz/quiz-advice.ts'
import { quizLinkState } from '../../domain/quiz/quiz-link.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { Actor } from '../http/register.ts'
import type { Settle } from '../http/settle.ts'
import { quizCard } from './card.ts'
import type { QuizNeeds } from './needs.ts'
import { newQuizLink } from './new-link.ts'
import type { FoundLink } from './quiz-record.ts'
import { chosenOf, findLink, insertLink, latestLink, publishedQuiz, updateLink } from './repository.ts'

const ruleId = 'NBA-18'

export interface IssuedQuiz {
  quizLinkId: string
  expiresAt: number
  card: CouponCard
}

export type Quizzes = ReturnType<typeof createQuizzes>

/** The quiz as the advisor meets it: advised, sent, answered. */
export function createQuizzes(context: ServerContext, needs: QuizNeeds) {
  const { db, now } = context
  const { customers, touches, members } = needs

  async function shown({ link, quiz }: FoundLink, viewer: string): Promise<QuizLink> {
    const { quizLinkId, issuedAt, sentAt, openedAt, answeredAt, expiresAt } = link
    const answers = answersOf(quiz, await chosenOf(db, quizLinkId))
    const labels = quiz.questions.map(({ options }, place) => options[answers[place] ?? -1]?.label ?? '')
    return {
      quizLinkId,
      title: quiz.title,
      state: quizLinkState(link, now()),
      issuedAt,
      sentAt,
      openedAt,
      answeredAt,
      expiresAt,
      issuedBy: await members.nameOf(link.issuedBy),
      isMine: link.issuedBy === viewer,
      answers: isComplete(answers) ? labels : [],
    }
  }

  /** The link if this member reaches its customer; unknown and foreign ids are the same to them. */
  async function requireReached(quizLinkId: string, userId: string): Promise<FoundLink> {
    const found = await findLink(db, 'quizLinkId', quizLinkId)
    if (!found || !(await customers.reaches(found.link.customerId, userId))) throw new AppError('not_found')
    return found
  }

  function audit(
    trx: Database,
    action: string,
    { quizLinkId, customerId }: { quizLinkId: string; customerId: string },
    actor: string,
  ): Promise<void> {
    const subject = { subjectKind: 'quiz', subjectId: quizLinkId, customerId }
    return recordAudit(trx, context, { at: now(), actor, action, ...subject, details: {} })
  }

  /** Under the lock on its customer, so that two at once see each other. */
  function change(found: FoundLink, run: (trx: ServerContext['db'], current: FoundLink) => Promise<void>) {
    return db.transaction().execute(async (trx) => {
      await customers.lock(trx, found.link.customerId)
      const current = await findLink(trx, 'quizLinkId', found.link.quizLinkId)
      if (!current) throw new AppError('not_found')
      await run(trx, current)
    })
  }

  return {
    isPublished: async (reader: Database) => (await publishedQuiz(reader)) !== null,

    async adviceFor(externalUserId: string, { userId }: Actor) {
      const asOf = now()
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      const published = await publishedQuiz(db)
      const latest = await latestLink(db, customerId, asOf)
      const facts = await needs.facts.factsOf(db, customerId, asOf)
      const evidence = published ? quizAdvice(facts) : null
      return {
        quiz: published && {
          quizId: published.quizId,
          title: published.quiz.title,
          questionCount: published.quiz.questions.length,
        },
        isAdvised: evidence !== null,
        stepTitle: isQuizFirst(facts) ? (stepTitle(ruleId) ?? null) : null,
        ruleId,
        evidence: evidence ?? [],
        link: latest && (await shown(latest, userId)),
      }
    },

    /** A link of its own for this customer; nothing is known to have gone out before `markSent`. */
    async issue(
      { userId }: Actor,
      externalUserId: string,
      override: Override | undefined,
      settle: Settle<IssuedQuiz>,
    ): Promise<IssuedQuiz> {
      const { customerId } = await customers.findForAdvisor(externalUserId, userId)
      const published = await publishedQuiz(db)
      if (!published) throw new AppError('wrong_state', { message: '还没有发布的测试' })
      const asOf = now()
      const { quizVersionId } = published
      const { link, token } = newQuizLink(context, {
        quizVersionId,
        customerId,
        issuedBy: userId,
        override,
        asOf,
      })
      const { quizLinkId, expiresAt } = link
      const card = quizCard(token, published.quiz, context.config)
      return db.transaction().execute(async (trx) => {
        await customers.lock(trx, customerId)
        if ((await customers.find(customerId, trx))?.optedOutAt != null)
          throw new AppError('offer_refused', { message: '客户已退订个性化优惠，不再发测试' })
        await touches.requireAllowed(trx, { customerId, userId, override, asOf })
        await insertLink(trx, link)
        await audit(trx, 'quiz.issued', link, userId)
        return settle(trx, { quizLinkId, expiresAt, card })
      })
    },

    /** WeCom took the card. Told twice it changes nothing. */
    async markSent(
      { userId }: Actor,
      quizLinkId: string,
      chatExternalUserId: string,
    ): Promise<{ link: QuizLink; cadence: CadenceMeter }> {
      const found = await requireReached(quizLinkId, userId)
      const { customerId } = found.link
      if ((await customers.identify(chatExternalUserId)) !== customerId) throw new AppError('wrong_customer')
      const asOf = now()
      await change(found, async (trx, { link, quiz }) => {
        if (link.sentAt !== null) return
        if (link.voidedAt !== null) throw new AppError('wrong_state', { message: '这个测试已经收回' })
        await touches.recordBubble(trx, {
          customerId,
          userId,
          contentType: 'question',
          text: quiz.title,
          ruleId,
          override: link.overrideJson === null ? undefined : (JSON.parse(link.overrideJson) as Override),
          via: 'sent',
          asOf,
        })
        await updateLink(trx, quizLinkId, { sentAt: asOf })
        await audit(trx, 'quiz.sent', link, userId)
      })
      const link = await shown(await requireReached(quizLinkId, userId), userId)
      return { link, cadence: await touches.meter(db, { customerId, userId, asOf }) }
    },

    /** Takes a link back; one that was answered stays. */
    async void({ userId }: Actor, quizLinkId: string): Promise<QuizLink> {
      const found = await requireReached(quizLinkId, userId)
      await change(found, async (trx, { link }) => {
        if (link.answeredAt !== null || link.voidedAt !== null) return
        await updateLink(trx, quizLinkId, { voidedAt: now() })
        await audit(trx, 'quiz.voided', link, userId)
      })
      return shown(await requireReached(quizLinkId, userId), userId)
    },
  }
}
