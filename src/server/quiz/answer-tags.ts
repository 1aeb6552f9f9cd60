import type { AnswerTag } from '../../domain/quiz/quiz-answers.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

/**
 * Stores what a customer told of herself. Of her earlier answers those that this quiz could have given go, whichever version
 * or link gave them; whatever else is known of her stays.
 */
export async function replaceAnswerTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  {
    customerId,
    vocabulary,
    tags,
  }: { customerId: string; vocabulary: readonly string[]; tags: readonly AnswerTag[] },
): Promise<void> {
  await trx
    .deleteFrom('customerTag')
    .where('customerId', '=', customerId)
    .where('source', '=', 'customer')
    .where('name', 'in', vocabulary)
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
}
