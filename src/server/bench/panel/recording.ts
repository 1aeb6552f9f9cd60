import type { StatementLog } from '../../db/reader.ts'
import { type InProcess, openInProcess, signIn } from './in-process.ts'

/** A customer who is asked for, with a session of somebody who follows them. */
export interface Asked {
  path: string
  cookies: string[]
}

/** What a panel request reads and answers, statement by statement, for the floor to do the same. */
export interface Recording {
  statements: string[]
  /** One for each path: the statements by their place, with their parameters, and the answer. */
  requests: { path: string; reads: [statement: number, parameters: unknown[]][]; answer: string }[]
}

const hourMs = 3_600_000

/** Followed customers spread over the whole store, each once; members follow in turn, and steps of equal length would meet few of them. */
async function spread({ db }: InProcess, customers: number, count: number) {
  const step = Math.floor(customers / count)
  const wanted = Array.from({ length: count }, (_, place) => place * step + (place % step) + 1)
  const ids = wanted.map((index) => `cus_bench${String(index).padStart(8, '0')}`)
  const rows = []
  for (let start = 0; start < ids.length; start += hundred) {
    const some = ids.slice(start, start + hundred)
    // As if WeCom had just been asked for them.
    await db
      .updateTable('customer')
      .set({ contactFetchedAt: Date.now() + 12 * hourMs })
      .where('customerId', 'in', some)
      .execute()
    const found = await db
      .selectFrom('customer')
      .innerJoin('follow', 'follow.customerId', 'customer.customerId')
      .select(['customer.externalUserId', 'follow.userId'])
      .where('customer.customerId', 'in', some)
      .where('follow.isActive', '=', 1)
      .orderBy('customer.customerId')
      .orderBy('follow.followedAt')
      .execute()
    rows.push(...found)
  }
  return [...new Map(rows.map((row) => [row.externalUserId, row])).values()]
}

const hundred = 100

/** Chooses whom to ask for and signs in whoever follows them: enough sessions for no one to come to its limit. */
export async function prepare(
  inProcess: InProcess,
  { customers, count, sessions }: { customers: number; count: number; sessions: number },
): Promise<Asked[]> {
  const rows = await spread(inProcess, customers, count)
  const userIds = [...new Set(rows.map(({ userId }) => userId))]
  const cookies = await signIn(inProcess, userIds, Math.ceil(sessions / userIds.length))
  return rows.map(({ externalUserId, userId }) => ({
    path: `/api/v1/customers/${externalUserId}/panel`,
    cookies: cookies.get(userId) ?? [],
  }))
}

/** Asks for each customer twice and keeps what the second question read: the first one of a day also writes. */
export async function record(
  databaseUrl: string,
  dir: string,
  choose: (inProcess: InProcess) => Promise<{ asked: Asked[]; recorded: number }>,
): Promise<{ asked: Asked[]; recording: Recording }> {
  const places = new Map<string, number>()
  let reads: Recording['requests'][number]['reads'] | null = null
  const log: StatementLog = (sql, parameters) => {
    if (reads === null || !/^(select|with) /i.test(sql)) return
    const place = places.get(sql) ?? places.size
    places.set(sql, place)
    reads.push([place, [...parameters]])
  }
  const inProcess = await openInProcess(databaseUrl, dir, log)
  try {
    const { asked, recorded } = await choose(inProcess)
    const requests: Recording['requests'] = []
    for (const { path, cookies } of asked.slice(0, recorded)) {
      const headers = { cookie: cookies[0] ?? '' }
      await inProcess.app.inject({ url: path, headers })
      const own: Recording['requests'][number]['reads'] = []
      reads = own
      const answer = await inProcess.app.inject({ url: path, headers })
      reads = null
      if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}: ${answer.body}`)
      requests.push({ path, reads: own, answer: answer.body })
    }
    return { asked, recording: { statements: [...places.keys()], requests } }
  } finally {
    await inProcess.close()
  }
}
