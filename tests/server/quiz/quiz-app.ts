import Fastify from 'fastify'
import type { QuizPage } from '../../../src/contract/quiz.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { serveSecretPage } from '../../../src/server/claims/secret-page.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import { createOnce } from '../../../src/server/http/idempotency.ts'
import type { Gate } from '../../../src/server/http/register.ts'
import { handleErrors } from '../../../src/server/plugins/errors.ts'
import { guard } from '../../../src/server/plugins/safety.ts'
import { createQuizPages } from '../../../src/server/quiz/page.ts'
import { publishQuiz } from '../../../src/server/quiz/publish.ts'
import { quizRoutes } from '../../../src/server/quiz/routes.ts'
import { createQuizzes } from '../../../src/server/quiz/service.ts'
import { createScriptLibrary } from '../../../src/server/scripts/library.ts'
import { createTouches } from '../../../src/server/touches/service.ts'
import { createOauthStates } from '../../../src/server/wecom/oauth-states.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'
import { sampleQuiz } from '../../domain/quiz/sample-quiz.ts'
import { couponSide, lin, zhao } from '../coupons/coupon-side.ts'

export const quizId = 'skin'
const wechat = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50'

type Answer = { externalUserId: string | null; userId: string | null }

/** Quizzes and their page over HTTP, published with two questions. `known` is what the rules know of every customer. */
export async function quizApp(db: Database) {
  const side = couponSide(db)
  const { context, customers, members } = side
  const known: { facts: Partial<CustomerFacts> } = { facts: {} }
  const facts = {
    factsOf: async (_db: Database, _customerId: string, asOf: number) =>
      sampleFacts({ asOf, ...known.facts }),
  }
  const touches = createTouches(context, { customers, facts, library: createScriptLibrary() })
  const oauth = new Map<string, Answer>()
  const gate: Gate = {
    async requireActor(request) {
      const actor = [lin, zhao].find(({ userId }) => userId === request.headers['x-user'])
      if (!actor) throw new AppError('unauthenticated')
      return actor
    },
    requireKey: () => Promise.reject(new AppError('bad_key')),
    once: createOnce(context),
    checksResponses: true,
  }
  const quizzes = createQuizzes(context, { customers, facts, touches, members })
  const quizPages = createQuizPages(context, { customers, members })
  const app = Fastify()
  handleErrors(app)
  await guard(app, context.config)
  quizRoutes(app, gate, { context, quizzes, quizPages })
  const identity = {
    async whoIs(code: string) {
      const answer = oauth.get(code)
      if (!answer) throw new AppError('wecom_unreachable')
      return answer
    },
  }
  serveSecretPage(
    app,
    context,
    { states: createOauthStates(context), identity },
    {
      prefix: '/q',
      isKnown: quizPages.isKnown,
      send: async (reply) => reply.type('text/html').send('<!doctype html><title>quiz</title>'),
    },
  )
  await app.ready()
  await publishQuiz(context, quizId, sampleQuiz())
  await members.signedIn({ userId: 'lin', name: '林晓', departments: [1] })

  /** A request of an advisor. */
  async function ask(user: string, method: 'GET' | 'POST', path: string, body?: object, key?: string) {
    const headers = { 'x-user': user, ...(key ? { 'idempotency-key': key } : {}) }
    const payload = method === 'POST' ? { payload: body ?? {} } : {}
    const answer = await app.inject({ method, url: `/api/v1/${path}`, headers, ...payload })
    return { status: answer.statusCode, body: answer.json() }
  }

  /** A browser with cookies of its own. */
  function device(userAgent = 'Mozilla/5.0 Firefox/140.0') {
    const jar = new Map<string, string>()
    async function request(method: 'GET' | 'POST', url: string, payload?: object) {
      const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
      const headers = { 'user-agent': userAgent, cookie }
      const response = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
      for (const { name, value } of response.cookies) jar.set(name, value)
      return response
    }
    return {
      jar,
      request,
      read: async (token: string): Promise<QuizPage> =>
        (await request('GET', `/api/v1/quiz-links/${token}`)).json(),
      open: (token: string) => request('POST', `/api/v1/quiz-links/${token}/open`),
      answer: (token: string, question: number, option: number) =>
        request('POST', `/api/v1/quiz-links/${token}/answers`, { question, option }),
    }
  }

  return {
    ...side,
    app,
    known,
    ask,
    device,
    /** A link as the advisor's tap makes it. */
    async issued(name: string): Promise<{ quizLinkId: string; token: string }> {
      const { body } = await ask('lin', 'POST', `customers/wm-${name}/quizzes`)
      return { quizLinkId: body.quizLinkId, token: new URL(body.card.link).pathname.slice('/q/'.length) }
    },
    /** A phone inside WeChat whose owner WeCom has told. */
    async phoneOf(token: string, answer: Answer) {
      const phone = device(wechat)
      const away = new URL(String((await phone.request('GET', `/q/${token}`)).headers.location))
      oauth.set('code', answer)
      const state = away.searchParams.get('state') ?? ''
      const back = await phone.request('GET', `/q/${token}/identity?code=code&state=${state}`)
      return { ...phone, away, back }
    },
    tagsOf: (name: string) =>
      db
        .selectFrom('customerTag')
        .select(['name', 'source', 'kind', 'evidence', 'expiresAt', 'userId'])
        .where('customerId', '=', `cus-${name}`)
        .orderBy('name')
        .execute(),
    stored: (quizLinkId: string) =>
      db.selectFrom('quizLink').selectAll().where('quizLinkId', '=', quizLinkId).executeTakeFirstOrThrow(),
    touchesOf: (name: string) =>
      db.selectFrom('touch').selectAll().where('customerId', '=', `cus-${name}`).execute(),
  }
}

export type QuizApp = Awaited<ReturnType<typeof quizApp>>
