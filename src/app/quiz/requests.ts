import type { paths } from '../../contract/paths.ts'
import type { QuizPage } from '../../contract/quiz.ts'
import { askView, PageError } from '../claim/ask.ts'

type QuizRouteName = 'getQuizPage' | 'openQuizPage' | 'answerQuiz'

/** A copy of three lines of the route table, held equal to it by its type, so that no other route is loaded. */
const routes: { [Name in QuizRouteName]: (typeof paths)[Name] } = {
  getQuizPage: 'GET /api/v1/quiz-links/:token',
  openQuizPage: 'POST /api/v1/quiz-links/:token/open',
  answerQuiz: 'POST /api/v1/quiz-links/:token/answers',
}

/** Answers of the server that a repeat would not change: reading the page again says where it stands. */
const outdatedCodes = new Set(['wrong_customer', 'forbidden', 'coupon_ended', 'not_found', 'invalid_input'])

export class QuizError extends PageError {
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

const ask = (name: QuizRouteName, token: string, body?: object) =>
  askView<QuizPage, QuizError>(routes[name], token, QuizError, body)

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
