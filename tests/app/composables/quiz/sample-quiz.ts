import type { CouponCard } from '../../../../src/contract/coupons.ts'
import type { QuizLink } from '../../../../src/contract/quiz.ts'
import { sampleNow } from '../../support/sample-panel.ts'

export const card: CouponCard = {
  link: 'https://shop.example/q/1',
  title: '肤质小测',
  desc: '3道小题',
  imgUrl: 'https://shop.example/quiz-card.png',
}

export function sampleLink(changes: Partial<QuizLink> = {}): QuizLink {
  return {
    quizLinkId: 'qln-1',
    title: '肤质小测',
    state: 'sent',
    issuedAt: sampleNow,
    sentAt: sampleNow,
    openedAt: null,
    answeredAt: null,
    expiresAt: sampleNow + 7 * 86_400_000,
    issuedBy: '小林',
    isMine: true,
    answers: [],
    ...changes,
  }
}
