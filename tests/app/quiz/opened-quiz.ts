import { vi } from 'vitest'
import { startQuizPage } from '../../../src/app/quiz/page.ts'
import shell from '../../../src/app/quiz/quiz.html?raw'
import { quizRequests } from '../../../src/app/quiz/requests.ts'
import type { QuizPage } from '../../../src/contract/quiz.ts'

export const openQuiz: QuizPage = {
  view: 'open',
  brand: '朝露护肤',
  advisorName: '小林',
  title: '肤质小测',
  questions: [
    { text: '您的皮肤更像哪一种？', options: ['容易出油', '容易紧绷'] },
    { text: '最想先照顾好什么？', options: ['补水', '清爽'] },
    { text: '喜欢怎样护肤？', options: ['简单', '完整'] },
  ],
  answers: [null, null, null],
  isEditable: true,
}
export const stranger: QuizPage = {
  ...openQuiz,
  view: 'stranger',
  advisorName: null,
  title: null,
  questions: [],
  answers: [],
  isEditable: false,
}
/** The quiz after these answers, as the server tells it. */
export function answered(...answers: (number | null)[]): QuizPage {
  return { ...openQuiz, answers, view: answers.includes(null) ? 'open' : 'done' }
}

type Answer = QuizPage | { status: number; code: string; message?: string } | object | 'lost' | 'never'
type Route = 'read' | 'open' | 'answers'

let listeners: (() => void)[] = []

/** Forgets the page of the last test: its listeners and its timers. */
export function closeQuiz(): void {
  for (const remove of listeners) remove()
  listeners = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
}

function collectListeners(target: EventTarget): void {
  const add = target.addEventListener.bind(target)
  vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
    add(type, listener, options)
    listeners.push(() => target.removeEventListener(type, listener, options))
  })
}

function setVisible(isVisible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isVisible ? 'visible' : 'hidden')
}

function responseTo(answer: Answer | undefined): Response {
  const isRefusal = typeof answer === 'object' && 'status' in answer && 'code' in answer
  const status = isRefusal ? Number(answer.status) : 200
  return new Response(JSON.stringify(isRefusal ? { message: '', ...answer } : answer), { status })
}

/** The real page over quiz.html with a fetch that answers from a list per route; time stands still until a test moves it. */
export async function openQuizPage(
  first: Answer,
  { pathname = '/q/token-of-16-chars', isVisible = true } = {},
) {
  vi.useFakeTimers()
  setVisible(isVisible)
  collectListeners(document)
  collectListeners(window)
  document.body.innerHTML = /<body>([^]*)<\/body>/.exec(shell)?.[1] ?? ''

  const asked: string[] = []
  const answers = new Map<Route, Answer[]>([['read', [first]]])
  vi.stubGlobal(
    'fetch',
    async (url: string, init: { method: string; signal: AbortSignal; body?: string }) => {
      const route = init.method === 'GET' ? 'read' : (url.split('/').at(-1) as Route)
      const { question, option } = JSON.parse(init.body ?? '{}') as { question?: number; option?: number }
      asked.push(question === undefined ? route : `${question}:${option}`)
      const queue = answers.get(route) ?? answers.get('read') ?? []
      const next = queue.length > 1 ? queue.shift() : queue[0]
      if (next === 'lost') throw new TypeError('Failed to fetch')
      if (next !== 'never') return responseTo(next)
      return new Promise((_resolve, reject) => {
        init.signal.addEventListener('abort', () => reject(init.signal.reason))
      })
    },
  )

  const page = {
    /** Requests so far, in order: `read`, `open`, and `question:option`. */
    asked,
    /** What the next requests of a route are answered with; the last one stays. */
    answer: (route: Route, ...list: Answer[]) => void answers.set(route, list),
    text: () => document.body.textContent ?? '',
    heading: () => document.querySelector('h2')?.textContent ?? document.querySelector('h1')?.textContent,
    control: (name: string) =>
      [...document.querySelectorAll<HTMLElement>('button')].find((it) => it.textContent === name),
    async tap(name: string) {
      const control = page.control(name)
      if (!control) throw new Error(`there is no control ${name}`)
      control.click()
      await page.settle()
    },
    settle: async (ms = 0) => void (await vi.advanceTimersByTimeAsync(ms)),
    async see(isSeen: boolean) {
      setVisible(isSeen)
      document.dispatchEvent(new Event('visibilitychange'))
      await page.settle()
    },
  }
  startQuizPage(quizRequests(pathname))
  await page.settle()
  return page
}
