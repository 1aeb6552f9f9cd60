import { afterEach, describe, expect, it, vi } from 'vitest'
import { QuizError, quizRequests } from '../../../src/app/quiz/requests.ts'
import { openQuiz } from './opened-quiz.ts'

afterEach(() => vi.unstubAllGlobals())

const token = 'aB3_-token-of-16'

describe('quizRequests', () => {
  it.each([
    ['read', 'GET', '', undefined],
    ['open', 'POST', '/open', undefined],
    ['answer', 'POST', '/answers', '{"question":2,"option":1}'],
  ] as const)('%s is %s …%s, never from a cache', async (name, method, suffix, body) => {
    const fetch = vi.fn(async () => new Response(JSON.stringify(openQuiz)))
    vi.stubGlobal('fetch', fetch)
    const requests = quizRequests(`/q/${token}`)
    expect(await (name === 'answer' ? requests?.answer(2, 1) : requests?.[name]())).toEqual(openQuiz)
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      `/api/v1/quiz-links/${token}${suffix}`,
      expect.objectContaining({ method, cache: 'no-store', ...(body ? { body } : {}) }),
    )
  })

  it.each([
    [
      'the server’s code',
      new Response('{"code":"coupon_ended","message":"x"}', { status: 410 }),
      'coupon_ended',
    ],
    ['an error without a code', new Response('{}', { status: 500 }), 'internal'],
    ['no JSON', new Response('<html>', { status: 200 }), 'unreachable'],
    ['JSON of another kind', new Response('null', { status: 200 }), 'unreachable'],
  ])('turns %s into one kind of error', async (_name, answer, code) => {
    vi.stubGlobal('fetch', async () => answer)
    const failure = await quizRequests(`/q/${token}/`)
      ?.read()
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(QuizError)
    expect(failure).toMatchObject({ code })
  })

  it.each(['/q/', '/c/token-of-16-chars', '/q/a/b', '/'])('knows no token in %s', (pathname) => {
    expect(quizRequests(pathname)).toBeNull()
  })
})
