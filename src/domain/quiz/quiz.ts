export interface QuizOption {
  label: string
  /** The name of the tag that this choice gives. */
  tag: string
}

export interface QuizQuestion {
  text: string
  /** One tap chooses exactly one. */
  options: QuizOption[]
  /** Days that the tag lives; null = until it is taken off. */
  lifeDays: number | null
}

/** What an operator sets; a stored version of it never changes. */
export interface Quiz {
  title: string
  questions: QuizQuestion[]
}

/** CON-03: three steps at most; more than three bring less than 5 % of customers to the end. */
export const quizBounds = {
  questions: 3,
  fewestOptions: 2,
  options: 8,
  lifeDays: 365,
  /** Characters. A title of 20 stays within the 60 bytes that a card's title keeps to. */
  title: 20,
  question: 60,
  label: 20,
  tag: 12,
} as const

function textProblem(what: string, text: string, limit: number): string[] {
  const length = text.trim().length
  if (length === 0) return [`${what}不能为空`]
  return length > limit ? [`${what}最多${limit}个字`] : []
}

function lifeProblem(what: string, lifeDays: number | null): string[] {
  if (lifeDays === null) return []
  const isWithin = Number.isInteger(lifeDays) && lifeDays >= 1 && lifeDays <= quizBounds.lifeDays
  return isWithin ? [] : [`${what}的标签有效期应为1到${quizBounds.lifeDays}天`]
}

function questionProblems({ text, options, lifeDays }: QuizQuestion, place: number): string[] {
  const what = `第${place}题`
  const { fewestOptions, options: mostOptions, question, label, tag } = quizBounds
  const problems = textProblem(what, text, question)
  if (options.length < fewestOptions || options.length > mostOptions)
    problems.push(`${what}应有${fewestOptions}到${mostOptions}个选项`)
  for (const option of options) {
    problems.push(...textProblem(`${what}的选项`, option.label, label))
    problems.push(...textProblem(`${what}选项的标签`, option.tag, tag))
  }
  const labels = options.map((option) => option.label.trim())
  if (new Set(labels).size < labels.length) problems.push(`${what}有重复的选项`)
  return [...problems, ...lifeProblem(what, lifeDays)]
}

/**
 * Why a quiz may not be published, a sentence each; empty = it may. One to three questions (CON-03), two to eight options
 * each, a tag for every option, texts within `quizBounds`; all bounds inclusive.
 */
export function quizProblems({ title, questions }: Quiz): string[] {
  const problems = textProblem('标题', title, quizBounds.title)
  if (questions.length === 0) problems.push('至少要有1道题')
  if (questions.length > quizBounds.questions) problems.push(`最多${quizBounds.questions}道题`)
  return [...problems, ...questions.flatMap((question, index) => questionProblems(question, index + 1))]
}
