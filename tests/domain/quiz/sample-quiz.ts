import type { Quiz, QuizQuestion } from '../../../src/domain/quiz/quiz.ts'

export function question(changes: Partial<QuizQuestion> = {}): QuizQuestion {
  return {
    text: '您的皮肤更像哪一种？',
    options: [
      { label: '容易出油', tag: '油皮' },
      { label: '容易紧绷', tag: '干皮' },
      { label: '换季泛红', tag: '敏感肌' },
    ],
    lifeDays: null,
    ...changes,
  }
}

/** Two questions: skin, which lasts, and what she looks for, which lives a year. */
export function sampleQuiz(changes: Partial<Quiz> = {}): Quiz {
  const wish = question({
    text: '最想先照顾好什么？',
    options: [
      { label: '补水', tag: '想补水' },
      { label: '清爽', tag: '想控油' },
    ],
    lifeDays: 365,
  })
  return { title: '肤质小测', questions: [question(), wish], ...changes }
}
