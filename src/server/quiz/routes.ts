import type { FastifyInstance } from 'fastify'
import {
  answerQuiz,
  getQuiz,
  getQuizPage,
  issueQuiz,
  markQuizSent,
  openQuizPage,
  voidQuiz,
} from '../../contract/quiz.ts'
import { keepPrivate } from '../claims/routes.ts'
import { newDevice, rememberDevice, visitorOf } from '../claims/visitor.ts'
import type { ServerContext } from '../context.ts'
import { type Gate, register } from '../http/register.ts'
import type { QuizPages } from './page.ts'
import type { Quizzes } from './service.ts'

export interface QuizRouteNeeds {
  context: ServerContext
  quizzes: Quizzes
  quizPages: QuizPages
}

export function quizRoutes(app: FastifyInstance, gate: Gate, needs: QuizRouteNeeds): void {
  const { context, quizzes, quizPages } = needs
  register(app, gate, getQuiz, ({ actor, params }) => quizzes.adviceFor(params.externalUserId, actor))
  register(app, gate, issueQuiz, ({ actor, params, body, settle }) =>
    quizzes.issue(actor, params.externalUserId, body.override, settle),
  )
  register(app, gate, markQuizSent, ({ actor, params, body }) =>
    quizzes.markSent(actor, params.quizLinkId, body.chatExternalUserId),
  )
  register(app, gate, voidQuiz, async ({ actor, params }) => ({
    link: await quizzes.void(actor, params.quizLinkId),
  }))

  register(app, gate, getQuizPage, async ({ params, request, reply }) => {
    keepPrivate(reply)
    return quizPages.read(params.token, visitorOf(request, context))
  })
  register(app, gate, openQuizPage, async ({ params, request, reply }) => {
    keepPrivate(reply)
    const visitor = visitorOf(request, context)
    const page = await quizPages.open(params.token, visitor)
    // The device has its name before it answers: if that answer gets lost, the next try is known to be the same.
    if (visitor.deviceHash === null && page.view === 'open')
      rememberDevice(reply, context, newDevice(context).device)
    return page
  })
  register(app, gate, answerQuiz, async ({ params, body, request, reply }) => {
    keepPrivate(reply)
    const visitor = visitorOf(request, context)
    if (visitor.deviceHash !== null)
      return quizPages.answer(params.token, visitor, { ...body, deviceHash: visitor.deviceHash })
    const { device, deviceHash } = newDevice(context)
    const page = await quizPages.answer(params.token, visitor, { ...body, deviceHash })
    rememberDevice(reply, context, device)
    return page
  })
}
