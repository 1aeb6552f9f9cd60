import type { QuizPage } from '../../contract/quiz.ts'
import {
  answersOf,
  answerTags,
  isAnswerOf,
  isComplete,
  type QuizAnswers,
  tagVocabulary,
} from '../../domain/quiz/quiz-answers.ts'
import { isAnswerable } from '../../domain/quiz/quiz-link.ts'
import { recordAudit } from '../audit/record.ts'
import { linkTokenHash } from '../claims/link-token.ts'
import { type Standing, standingOf } from '../claims/standing.ts'
import type { Visitor } from '../claims/visitor.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'
import { replaceAnswerTags } from './answer-tags.ts'
import type { QuizNeeds } from './needs.ts'
import type { FoundLink } from './quiz-record.ts'
import { chosenOf, findLink, storeAnswer, updateLink, versionsOf } from './repository.ts'

export interface QuizPages {
  /** Whether there is such a link at all. */
  isKnown: (token: string) => Promise<boolean>
  /** Changes nothing at all. */
  read: (token: string, visitor: Visitor) => Promise<QuizPage>
  open: (token: string, visitor: Visitor) => Promise<QuizPage>
  /** `deviceHash`: the device that the link is bound to by its first answer. */
  answer: (
    token: string,
    visitor: Visitor,
    choice: { question: number; option: number; deviceHash: string },
  ) => Promise<QuizPage>
}

interface Known extends FoundLink {
  standing: Standing
}

/** After the first answer a device that nobody knows is no longer let in by the link alone. */
function isTakenElsewhere({ link, standing }: Known): boolean {
  return standing === 'unknown' && link.deviceHash !== null
}

function viewOf(known: Known, answers: QuizAnswers, asOf: number): QuizPage['view'] {
  const { link, standing } = known
  if (standing === 'stranger') return 'stranger'
  if (isTakenElsewhere(known)) return 'taken'
  if (link.voidedAt !== null) return 'ended'
  if (isComplete(answers)) return 'done'
  return isAnswerable(link, asOf) ? 'open' : 'ended'
}

/** The quiz as the customer meets it, who may see and answer it by the coupon page's rules. */
export function createQuizPages(
  context: ServerContext,
  { customers, members }: Pick<QuizNeeds, 'customers' | 'members'>,
): QuizPages {
  const { db, now } = context

  /** The customer that WeCom's identity belongs to, if any. */
  async function customerOf({ identity }: Visitor): Promise<string | null> {
    return identity?.kind === 'customer' ? customers.identify(identity.externalUserId) : null
  }

  async function find(
    reader: Database,
    token: string,
    visitor: Visitor,
    visitorId: string | null,
  ): Promise<Known> {
    const found = await findLink(reader, 'tokenHash', linkTokenHash(token))
    if (!found) throw new AppError('not_found')
    return { ...found, standing: standingOf(found.link, visitor, visitorId) }
  }

  async function show(known: Known): Promise<QuizPage> {
    const { link, quiz } = known
    const { storeName } = await readSettings(context)
    const answers = answersOf(quiz, await chosenOf(db, link.quizLinkId))
    const view = viewOf(known, answers, now())
    const brand = storeName === '' ? '小测试' : storeName
    const closed = {
      view,
      brand,
      advisorName: null,
      title: null,
      questions: [],
      answers: [],
      isEditable: false,
    }
    if (view === 'stranger') return closed
    const advisorName = await members.nameOf(link.issuedBy)
    if (view === 'taken' || view === 'ended') return { ...closed, advisorName, title: quiz.title }
    return {
      view,
      brand,
      advisorName,
      title: quiz.title,
      questions: quiz.questions.map(({ text, options }) => ({
        text,
        options: options.map(({ label }) => label),
      })),
      answers,
      isEditable: isAnswerable(link, now()),
    }
  }

  function requireOwn(known: Known): void {
    if (known.standing === 'stranger') throw new AppError('wrong_customer', { message: '这个测试属于别人' })
    if (isTakenElsewhere(known)) throw new AppError('forbidden', { message: '这个测试已在另一台设备上作答' })
  }

  const read = async (token: string, visitor: Visitor) =>
    show(await find(db, token, visitor, await customerOf(visitor)))

  /** With the last answer, and each time one is changed after it. */
  async function keepTags(trx: Database, { link, quiz, quizId }: FoundLink, asOf: number): Promise<void> {
    const answers = answersOf(quiz, await chosenOf(trx, link.quizLinkId))
    if (!isComplete(answers)) return
    await replaceAnswerTags(trx, context, {
      customerId: link.customerId,
      askedBy: link.issuedBy,
      vocabulary: tagVocabulary(await versionsOf(trx, quizId)),
      tags: answerTags(quiz, answers, asOf),
    })
    await updateLink(trx, link.quizLinkId, { answeredAt: asOf })
  }

  return {
    isKnown: async (token) => (await findLink(db, 'tokenHash', linkTokenHash(token))) !== null,
    read,

    async open(token, visitor) {
      const known = await find(db, token, visitor, await customerOf(visitor))
      if (known.standing === 'stranger') requireOwn(known)
      const { link } = known
      const isNews = link.openedAt === null && isAnswerable(link, now()) && !isTakenElsewhere(known)
      if (isNews) await updateLink(db, link.quizLinkId, { openedAt: now() })
      return read(token, visitor)
    },

    async answer(token, visitor, { question, option, deviceHash }) {
      // Asked before the transaction, which on SQLite holds the only connection.
      const visitorId = await customerOf(visitor)
      const { link } = await find(db, token, visitor, visitorId)
      await db.transaction().execute(async (trx) => {
        await customers.lock(trx, link.customerId)
        const known = await find(trx, token, visitor, visitorId)
        const { quizLinkId, openedAt } = known.link
        const asOf = now()
        requireOwn(known)
        if (!isAnswerable(known.link, asOf)) throw new AppError('coupon_ended', { message: '这个测试已结束' })
        if (!isAnswerOf(known.quiz, question, option)) throw new AppError('invalid_input')
        await storeAnswer(trx, { quizLinkId, question, option, at: asOf })
        await updateLink(trx, quizLinkId, {
          openedAt: openedAt ?? asOf,
          deviceHash: known.link.deviceHash ?? deviceHash,
        })
        await keepTags(trx, known, asOf)
        const subject = { subjectKind: 'quiz', subjectId: quizLinkId, customerId: known.link.customerId }
        const entry = { at: asOf, actor: 'customer', action: 'quiz.answered', ...subject }
        await recordAudit(trx, context, { ...entry, details: { question } })
      })
      return read(token, { ...visitor, deviceHash })
    },
  }
}
