import type { Quiz } from '../../../domain/quiz/quiz.ts'

export const skinQuizId = 'starter-skin'

/** NBA-18: what a newcomer is asked before any coupon; three taps. */
export const skinQuiz: Quiz = {
  title: '30秒肤质小测',
  questions: [
    {
      text: '洗完脸不涂东西，半小时后您的皮肤更像哪一种？',
      options: [
        { label: '整张脸都泛油光', tag: '油皮' },
        { label: '额头鼻子出油，两颊还好', tag: '混油' },
        { label: '鼻子有点油，两颊发紧', tag: '混干' },
        { label: '整张脸都紧绷', tag: '干皮' },
        { label: '容易泛红，有时刺痒', tag: '敏感肌' },
      ],
      lifeDays: null,
    },
    {
      text: '现在最想先照顾好哪一样？',
      options: [
        { label: '补水', tag: '关注补水' },
        { label: '清爽少油', tag: '关注控油' },
        { label: '温和不刺激', tag: '关注温和' },
        { label: '提亮气色', tag: '关注气色' },
        { label: '先做好防晒', tag: '关注防晒' },
      ],
      lifeDays: 365,
    },
    {
      text: '平时护肤，您更喜欢哪一种？',
      options: [
        { label: '越简单越好，两三步', tag: '喜欢简单护肤' },
        { label: '早晚各一套，按步骤来', tag: '喜欢完整护肤' },
        { label: '看心情和时间', tag: '护肤随性' },
      ],
      lifeDays: 365,
    },
  ],
}
