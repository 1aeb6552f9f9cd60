import { channelWelcomeProblems, type Welcome } from '../../domain/welcome/channel-welcome.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { WelcomeNeeds } from './needs.ts'

/** Refuses a welcome that may not go out, naming everything that is missing or wrong; there is no time for it when it goes out. */
export async function requireSavable(
  db: Database,
  welcome: Welcome | null,
  { readWords }: Pick<WelcomeNeeds, 'readWords'>,
): Promise<void> {
  if (welcome === null) return
  const problems = channelWelcomeProblems(welcome, await readWords(db))
  if (problems.length === 0) return
  const message = problems.map(({ text }) => text).join('；')
  throw new AppError('welcome_refused', { message, details: { problems } })
}
