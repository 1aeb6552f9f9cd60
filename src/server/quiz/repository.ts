import type { Insertable, Updateable } from 'kysely'
import type { Quiz } from '../../domain/quiz/quiz.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { FoundLink, PublishedQuiz, QuizLinkRecord } from './quiz-record.ts'

const quizOf = (definitionJson: string) => JSON.parse(definitionJson) as Quiz

/** The quiz that is offered: of several published ones the one published last. */
export async function publishedQuiz(db: Database): Promise<PublishedQuiz | null> {
  const row = await db
    .selectFrom('quiz')
    .innerJoin('quizVersion', 'quizVersion.quizVersionId', 'quiz.currentVersionId')
    .select(['quiz.quizId', 'quizVersion.quizVersionId', 'quizVersion.definitionJson'])
    .where('quiz.status', '=', 'published')
    .orderBy('quiz.updatedAt', 'desc')
    .orderBy('quiz.quizId')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, quiz: quizOf(row.definitionJson) } : null
}

/** All versions of a quiz, oldest first. */
export async function versionsOf(db: Database, quizId: string): Promise<Quiz[]> {
  const rows = await db
    .selectFrom('quizVersion')
    .select('definitionJson')
    .where('quizId', '=', quizId)
    .orderBy('version')
    .execute()
  return rows.map(({ definitionJson }) => quizOf(definitionJson))
}

export async function insertQuizVersion(
  trx: Database,
  version: Insertable<Schema['quizVersion']>,
): Promise<void> {
  await trx.insertInto('quizVersion').values(version).execute()
}

/** Points the quiz at this version and offers it from now on. */
export async function publishVersion(
  trx: Database,
  { quizId, quizVersionId, createdAt }: { quizId: string; quizVersionId: string; createdAt: number },
): Promise<void> {
  const current = { status: 'published', currentVersionId: quizVersionId, updatedAt: createdAt }
  await trx
    .insertInto('quiz')
    .values({ quizId, createdAt, ...current })
    .onConflict((conflict) => conflict.column('quizId').doUpdateSet(current))
    .execute()
}

export async function insertLink(trx: Database, link: QuizLinkRecord): Promise<void> {
  await trx.insertInto('quizLink').values(link).execute()
}

export async function updateLink(
  trx: Database,
  quizLinkId: string,
  changes: Updateable<Schema['quizLink']>,
): Promise<void> {
  await trx.updateTable('quizLink').set(changes).where('quizLinkId', '=', quizLinkId).execute()
}

function links(db: Database) {
  return db
    .selectFrom('quizLink')
    .innerJoin('quizVersion', 'quizVersion.quizVersionId', 'quizLink.quizVersionId')
    .selectAll('quizLink')
    .select(['quizVersion.quizId', 'quizVersion.definitionJson'])
}

type LinkRow = QuizLinkRecord & { quizId: string; definitionJson: string }

function foundLink(row: LinkRow | undefined): FoundLink | null {
  if (!row) return null
  const { quizId, definitionJson, ...link } = row
  return { link, quizId, quiz: quizOf(definitionJson) }
}

export async function findLink(
  db: Database,
  column: 'tokenHash' | 'quizLinkId',
  value: string,
): Promise<FoundLink | null> {
  return foundLink(await links(db).where(`quizLink.${column}`, '=', value).executeTakeFirst())
}

/** The latest link that went out to this customer, was not taken back and has not reached its end. */
export async function latestLink(db: Database, customerId: string, asOf: number): Promise<FoundLink | null> {
  const row = await links(db)
    .where('quizLink.customerId', '=', customerId)
    .where('quizLink.voidedAt', 'is', null)
    .where('quizLink.expiresAt', '>', asOf)
    .where((eb) => eb.or([eb('quizLink.sentAt', 'is not', null), eb('quizLink.openedAt', 'is not', null)]))
    .orderBy('quizLink.issuedAt', 'desc')
    .orderBy('quizLink.quizLinkId', 'desc')
    .limit(1)
    .executeTakeFirst()
  return foundLink(row)
}

/** One choice per question; a later one replaces. */
export async function storeAnswer(trx: Database, answer: Insertable<Schema['quizAnswer']>): Promise<void> {
  const { option, at } = answer
  await trx
    .insertInto('quizAnswer')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['quizLinkId', 'question']).doUpdateSet({ option, at }))
    .execute()
}

export function chosenOf(db: Database, quizLinkId: string): Promise<{ question: number; option: number }[]> {
  return db
    .selectFrom('quizAnswer')
    .select(['question', 'option'])
    .where('quizLinkId', '=', quizLinkId)
    .execute()
}
