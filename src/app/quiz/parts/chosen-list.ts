import type { QuizPage } from '../../../contract/quiz.ts'
import { element } from '../../claim/parts/element.ts'

/** What was chosen, question by question. */
export function chosenList({ questions, answers }: QuizPage): HTMLElement {
  const rows = questions.flatMap(({ text, options }, index) => [
    element('dt', {}, text),
    element('dd', {}, options[answers[index] ?? -1] ?? ''),
  ])
  return element('dl', { class: 'card chosen' }, ...rows)
}
