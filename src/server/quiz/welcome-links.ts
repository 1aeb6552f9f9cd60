import type { CouponCard } from '../../contract/coupons.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { quizCard } from './card.ts'
import { newQuizLink } from './new-link.ts'
import { insertLink, publishedQuiz, updateLink } from './repository.ts'

export type WelcomeLinks = ReturnType<typeof createWelcomeLinks>

/** Personal links that go out with a welcome, before anybody has talked with the customer. */
export function createWelcomeLinks(context: Pick<ServerContext, 'config' | 'randomBytes' | 'now'>) {
  return {
    /** Of the published quiz; null = there is none. */
    title: async (db: Database) => (await publishedQuiz(db))?.quiz.title ?? null,

    /** Null while no quiz is published. Nothing is known to have gone out before `markSent`. */
    async issue(
      trx: Database,
      { customerId, userId, asOf }: { customerId: string; userId: string; asOf: number },
    ): Promise<{ quizLinkId: string; expiresAt: number; card: CouponCard } | null> {
      const published = await publishedQuiz(trx)
      if (!published) return null
      const { quizVersionId, quiz } = published
      const { link, token } = newQuizLink(context, { quizVersionId, customerId, issuedBy: userId, asOf })
      await insertLink(trx, link)
      const { quizLinkId, expiresAt } = link
      return { quizLinkId, expiresAt, card: quizCard(token, quiz, context.config) }
    },

    markSent: (trx: Database, quizLinkId: string, at: number) => updateLink(trx, quizLinkId, { sentAt: at }),

    withdraw: (trx: Database, quizLinkId: string, at: number) =>
      updateLink(trx, quizLinkId, { voidedAt: at }),
  }
}
