import type { AnswerTag } from '../../domain/quiz/quiz-answers.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { pushAnswers } from '../tags/own-tags.ts'

/**
 * Stores what a customer told of herself. Of her earlier answers those that this quiz could have given go, whichever version
 * or link gave them; whatever else is known of her stays. WeCom is told of both.
 */
export async function replaceAnswerTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  {
    customerId,
    askedBy,
    vocabulary,
    tags,
  }: {
    customerId: string
    askedBy: string
    vocabulary: readonly string[]
    tags: readonly AnswerTag[]
  },
): Promise<void> {
  const earlier = await trx
    .deleteFrom('customerTag')
    .where('customerId', '=', customerId)
    .where('source', '=', 'customer')
    .where('name', 'in', vocabulary)
    .returning('name')
    .execute()
  const createdAt = context.now()
  const rows = tags.map((tag) => ({
    ...tag,
    tagId: newId(context, 'tag'),
    customerId,
    userId: null,
    source: 'customer',
    kind: 'fact',
    confidence: 1,
    createdAt,
  }))
  await trx.insertInto('customerTag').values(rows).execute()
  const given = rows.map(({ name }) => name)
  const taken = earlier.map(({ name }) => name).filter((name) => !given.includes(name))
  await pushAnswers(trx, context, { customerId, askedBy, given, taken })
}
