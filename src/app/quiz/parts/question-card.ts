import type { QuizPage } from '../../../contract/quiz.ts'
import { button, element } from '../../claim/parts/element.ts'

export interface QuestionCard {
  nodes: HTMLElement[]
  focusQuestion(): void
  /** Shows which one was tapped while it is being stored; null ends it. */
  setBusy(option: number | null): void
  sayFailure(words: string): void
}

/** CON-03: where the customer stands, counted from 1. */
function stepLine(place: number, count: number): HTMLElement {
  const bar = element('progress', { max: String(count), value: String(place), 'aria-hidden': 'true' })
  return element('div', { class: 'steps' }, element('span', {}, `进度 ${place}/${count}`), bar)
}

/** One question; a tap on an option is the whole answer. */
export function questionCard(
  { title, questions, answers }: QuizPage,
  index: number,
  onChoose: (option: number) => void,
): QuestionCard {
  const question = questions[index]
  const chosen = answers[index] ?? null
  const heading = element('h2', { class: 'question', tabindex: '-1' }, question?.text ?? '')
  const failure = element('p', { class: 'failure', role: 'alert' })
  const options = (question?.options ?? []).map((label, option) =>
    button(label, 'option', () => onChoose(option)),
  )

  function setPressed(pressed: number | null): void {
    for (const [option, node] of options.entries())
      node.setAttribute('aria-pressed', String(option === pressed))
  }
  setPressed(chosen)

  return {
    nodes: [
      element('h1', { class: 'quiz-title' }, title ?? ''),
      stepLine(index + 1, questions.length),
      heading,
      element('div', { class: 'options', role: 'group', 'aria-label': question?.text ?? '' }, ...options),
      failure,
      element('p', { class: 'hint' }, '您的选择只用于顾问为您服务，随时可以改。'),
    ],
    focusQuestion: () => heading.focus({ preventScroll: true }),
    setBusy(option) {
      for (const node of options) node.setAttribute('aria-disabled', String(option !== null))
      setPressed(option ?? chosen)
      if (option !== null) failure.textContent = ''
    },
    sayFailure(words) {
      failure.textContent = words
    },
  }
}
