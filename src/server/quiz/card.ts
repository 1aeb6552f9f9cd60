import type { CouponCard } from '../../contract/coupons.ts'
import type { Quiz } from '../../domain/quiz/quiz.ts'
import type { Config } from '../config.ts'

/** The `news` message that carries the link; it may be forwarded, so it names nobody. */
export function quizCard(
  token: string,
  { title, questions }: Quiz,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): CouponCard {
  return {
    link: `${publicUrl}/q/${token}`,
    title,
    desc: `${questions.length}道小题，每题点一下就好`,
    imgUrl: `${publicUrl}/quiz-card.png`,
  }
}
