import type { ErrorBody } from '../../contract/errors.ts'
import type { paths } from '../../contract/paths.ts'
import type { QuizPage } from '../../contract/quiz.ts'

type QuizRouteName = 'getQuizPage' | 'openQuizPage' | 'answerQuiz'

/** A copy of three lines of the route table, held equal to it by its type, so that no other route is loaded. */
const routes: { [Name in QuizRouteName]: (typeof paths)[Name] } = {
  getQuizPage: 'GET /api/v1/quiz-links/:token',
  openQuizPage: 'POST /api/v1/quiz-links/:token/open',
  answerQuiz: 'POST /api/v1/quiz-links/:token/answers',
}

const timeoutMs = 10_000
/** Answers of the server that a repeat would not change: reading the page again says where it stands. */
const outdatedCodes = new Set(['wrong_customer', 'forbidden', 'coupon_ended', 'not_found', 'invalid_input'])

/** The one shape of every failure: an answer of the server with its code, or `unreachable` when there was none. */
export class QuizError extends Error {
  readonly code: ErrorBody['code'] | 'unreachable'

  constructor(code: ErrorBody['code'] | 'unreachable', message: string) {
    super(message)
    this.code = code
  }

  get isUnknownQuiz(): boolean {
    return this.code === 'not_found' || this.code === 'invalid_input'
  }

  get isOutdated(): boolean {
    return outdatedCodes.has(this.code)
  }
}

export interface QuizRequests {
  read(): Promise<QuizPage>
  open(): Promise<QuizPage>
  answer(question: number, option: number): Promise<QuizPage>
}

async function ask(name: QuizRouteName, token: string, body?: object): Promise<QuizPage> {
  const [method = 'GET', path = ''] = routes[name].split(' ')
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const answer = await fetch(path.replace(':token', token), {
      method,
      cache: 'no-store',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: abort.signal,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const told = (await answer.json()) as Partial<QuizPage & ErrorBody> | null
    if (!answer.ok) throw new QuizError(told?.code ?? 'internal', told?.message ?? '')
    // A hotspot's sign-in page or a proxy may answer 200 with something else.
    if (typeof told?.view !== 'string') throw new QuizError('unreachable', '')
    return told as QuizPage
  } catch (error) {
    throw error instanceof QuizError ? error : new QuizError('unreachable', '')
  } finally {
    clearTimeout(timer)
  }
}

/** The requests for the quiz in `/q/{token}`; null when the address holds no token. */
export function quizRequests(pathname: string): QuizRequests | null {
  const token = /^\/q\/([\w-]+)\/?$/.exec(pathname)?.[1]
  if (token === undefined) return null
  return {
    read: () => ask('getQuizPage', token),
    open: () => ask('openQuizPage', token),
    answer: (question, option) => ask('answerQuiz', token, { question, option }),
  }
}
