import { minuteMs } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import { raiseAlert } from './record.ts'

/** Beyond so many sources the oldest are forgotten: each is told of again at most. */
const mostSources = 5_000

/**
 * Failed attempts that were refused. Who guesses fast must not make the database write as fast: each source is written down
 * once a minute, with how often it was refused since.
 */
export function createGuesses(context: ServerContext) {
  const sources = new Map<string, { refused: number; writtenAt: number }>()
  let writing: Promise<void> = Promise.resolve()

  async function write(subjectId: string, refused: number): Promise<void> {
    try {
      await raiseAlert(context.db, context, { kind: 'codeGuess', subjectId, more: refused, bound: 1 })
    } catch (error) {
      context.log.error({ err: error }, 'an alert could not be written')
    }
  }

  return {
    /** `source`: what was guessed at, and the key or address it came from. */
    refused(source: string): void {
      const now = context.now()
      const before = sources.get(source) ?? { refused: 0, writtenAt: Number.NEGATIVE_INFINITY }
      const refused = before.refused + 1
      const isDue = now - before.writtenAt >= minuteMs
      sources.delete(source)
      sources.set(source, isDue ? { refused: 0, writtenAt: now } : { ...before, refused })
      const [oldest] = sources.keys()
      if (sources.size > mostSources && oldest !== undefined) sources.delete(oldest)
      if (isDue) writing = writing.then(() => write(source, refused))
    },
    /** Once all that was begun is written. */
    settled: () => writing,
  }
}
