import { isGone } from '../database-fault.ts'
import { type Asker, driverOf, type OpenAsker } from './driver.ts'

/**
 * Asks the server over a connection of its own. 'away': it can't be reached. 'no word': it refuses, or a pooler stands in
 * between, whose process ids are not the server's.
 */
export async function askServer<T>(
  open: OpenAsker,
  askMs: number,
  act: (asker: Asker) => Promise<T>,
): Promise<T | 'away' | 'no word'> {
  const asker = open(askMs)
  try {
    await asker.connect()
    const [own] = await asker.rows<{ pid: number }>('select pg_backend_pid() as pid')
    return own?.pid === driverOf(asker.client).processID ? await act(asker) : 'no word'
  } catch (error) {
    const isSilent = error instanceof Error && /timeout/i.test(error.message)
    return isSilent || isGone(error) ? 'away' : 'no word'
  } finally {
    void asker.end().catch(() => undefined)
    setTimeout(() => driverOf(asker.client).connection.stream.destroy(), askMs).unref()
  }
}

/** Which of these connections the server works for. Who is still writing an answer that nobody hears works no more. */
export async function workedFor(asker: Asker, pids: readonly number[]): Promise<Set<number>> {
  const rows = await asker.rows<{ pid: number }>(
    `select pid from pg_stat_activity
     where pid = any($1) and coalesce(state, '') not like 'idle%' and wait_event is distinct from 'ClientWrite'`,
    [pids],
  )
  return new Set(rows.map(({ pid }) => pid))
}

/** Ends what the server still keeps, with its locks, of connections that were given up at least `secondsAgo`. */
export async function endLeftBehind(
  asker: Asker,
  pids: readonly number[],
  secondsAgo: number,
): Promise<void> {
  // A process that began later only has got the same number.
  await asker.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where pid = any($1) and usename = current_user and backend_start < now() - make_interval(secs => $2)`,
    [pids, secondsAgo],
  )
}
