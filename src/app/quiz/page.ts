import type { QuizPage } from '../../contract/quiz.ts'
import { askAdvisor } from '../claim/parts/ask-advisor.ts'
import { button } from '../claim/parts/element.ts'
import { isSeen, onSeen } from '../claim/visibility.ts'
import { chosenList } from './parts/chosen-list.ts'
import { type QuestionCard, questionCard } from './parts/question-card.ts'
import { QuizError, type QuizRequests } from './requests.ts'
import { findScreen, type Screen } from '../claim/screen.ts'
import { noticeNodes, type NoticeName } from './parts/notice.ts'

const slowAfterMs = 3000

/** Runs the quiz page; `requests` is null when the address holds no token. */
export function startQuizPage(requests: QuizRequests | null): void {
  const screen = findScreen(noticeNodes)
  if (requests === null) {
    screen.show({ notice: 'not-found', content: [], bar: [] })
    return
  }
  runQuiz(requests, screen)
}

function failureText(error: unknown): string {
  const isAnswered = error instanceof QuizError && error.code !== 'unreachable' && error.code !== 'internal'
  return isAnswered && error.message !== '' ? error.message : '网络慢，没有记下，请再点一次'
}

function runQuiz(requests: QuizRequests, screen: Screen<NoticeName>): void {
  let quiz: QuizPage | null = null
  /** She goes through answered questions once more, to change some. */
  let isReviewing = false
  let isStoring = false
  let isOpenPosted = false
  let hasFailed = false

  /** The first open question, or the notice of a state that asks nothing. */
  function show(next: QuizPage): void {
    quiz = next
    hasFailed = false
    screen.setSender(next.brand, next.advisorName, next.title)
    if (next.view === 'open') {
      showQuestion(next, next.answers.indexOf(null), false)
      return
    }
    isReviewing = false
    if (next.view === 'done') showDone(next)
    else {
      const bar = next.view === 'stranger' ? [] : [askAdvisor(next.advisorName, 'filled')]
      screen.show({ notice: next.view, content: [], bar })
    }
  }

  function showDone(done: QuizPage): void {
    const again = button('改一改', 'outlined', () => {
      isReviewing = true
      showQuestion(done, 0, true)
    })
    const back = askAdvisor(done.advisorName, 'filled')
    screen.show({
      notice: 'done',
      content: [chosenList(done), ...(done.isEditable ? [again] : [])],
      bar: [back],
    })
  }

  function showQuestion(shown: QuizPage, index: number, isFocused: boolean): void {
    const card: QuestionCard = questionCard(shown, index, (option) => void choose(index, option, card))
    const back = button('上一题', 'quiet', () => showQuestion(quiz ?? shown, index - 1, true))
    const keep = button('不改了', 'quiet', () => {
      show(quiz ?? shown)
      screen.focusMain()
    })
    const bar = [...(index > 0 ? [back] : []), ...(isReviewing ? [keep] : [])]
    screen.show({ notice: null, content: card.nodes, bar })
    scrollTo(0, 0)
    if (isFocused) card.focusQuestion()
  }

  /** The next question in the row, else the first open one, else what the answers lead to. */
  function goOn(next: QuizPage, index: number): void {
    const isLast = index + 1 === next.questions.length
    if (next.view === 'open' || (next.view === 'done' && isReviewing && !isLast)) {
      quiz = next
      showQuestion(next, isLast ? next.answers.indexOf(null) : index + 1, true)
      return
    }
    show(next)
    screen.focusMain()
  }

  async function choose(index: number, option: number, card: QuestionCard): Promise<void> {
    if (isStoring) return
    isStoring = true
    card.setBusy(option)
    try {
      const next = await requests.answer(index, option)
      isStoring = false
      goOn(next, index)
    } catch (error) {
      isStoring = false
      card.setBusy(null)
      card.sayFailure(failureText(error))
      if (error instanceof QuizError && error.isOutdated) await refresh()
    }
  }

  function showFailure(error: unknown): void {
    const isUnknown = error instanceof QuizError && error.isUnknownQuiz
    quiz = null
    hasFailed = !isUnknown
    if (isUnknown) {
      screen.show({ notice: 'not-found', content: [], bar: [] })
      return
    }
    const retry = button('重试', 'filled', () => {
      screen.focusMain()
      void load()
    })
    screen.show({ notice: 'slow', content: [], bar: [retry] })
  }

  async function load(): Promise<void> {
    hasFailed = false
    screen.showSkeleton()
    const slow = setTimeout(screen.sayStillOpening, slowAfterMs)
    try {
      show(await requests.read())
    } catch (error) {
      showFailure(error)
    } finally {
      clearTimeout(slow)
    }
    await postOpen()
  }

  /** What stands on the screen stays: the answer to opening says nothing new to the customer. */
  async function postOpen(): Promise<void> {
    if (isOpenPosted || !isSeen() || quiz?.view !== 'open') return
    isOpenPosted = true
    try {
      await requests.open()
    } catch {
      // The page stays usable; the next look at it posts again.
      isOpenPosted = false
    }
  }

  /** Reads the state anew; a question that is still open stays where it is. */
  async function refresh(): Promise<void> {
    if (isStoring) return
    try {
      const next = await requests.read()
      if (isStoring || JSON.stringify(next) === JSON.stringify(quiz)) return
      show(next)
    } catch (error) {
      // What was read before stays on the page while the network is away.
      if (error instanceof QuizError && error.isUnknownQuiz) showFailure(error)
    }
  }

  onSeen(() => {
    if (hasFailed) void load()
    else if (quiz?.view === 'open' && !isOpenPosted) void postOpen()
    else if (!isReviewing) void refresh()
  })
  addEventListener('online', () => {
    if (hasFailed) void load()
  })
  void load()
}
