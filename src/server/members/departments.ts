import { setTimeout as delay } from 'node:timers/promises'
import type { Department } from '../../contract/members.ts'
import type { ServerContext } from '../context.ts'
import type { WecomClient } from '../wecom/client.ts'

/** Names change seldom, and the list of a large company is long. */
export const freshMs = 10 * 60_000
/** The page does not wait longer for names than this; they come with its next opening. */
const patienceMs = 2_000

export type Departments = ReturnType<typeof createDepartments>

function departmentsIn(answer: Record<string, unknown>): Department[] {
  const entries: unknown[] = Array.isArray(answer['department']) ? answer['department'] : []
  return entries.flatMap((entry) => {
    const { id, name } = (entry ?? {}) as { id?: unknown; name?: unknown }
    if (!Number.isInteger(id) || typeof name !== 'string' || name === '') return []
    return [{ departmentId: Number(id), name }]
  })
}

/**
 * What the departments within the app's visible range are called (`department/list`, path 90208 of
 * developer.work.weixin.qq.com). A department without a name here goes by its number.
 */
export function createDepartments(
  { now, log }: Pick<ServerContext, 'now' | 'log'>,
  client: Pick<WecomClient, 'get'>,
) {
  let known: Department[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null

  async function read(): Promise<void> {
    try {
      known = departmentsIn(await client.get('department/list'))
      readAt = now()
    } catch (error) {
      log.warn({ err: error }, 'the names of the departments could not be read')
    } finally {
      reading = null
    }
  }

  return {
    /** The names as last read; never fails, and waits for WeCom two seconds at most. */
    async list(): Promise<readonly Department[]> {
      if (now() - readAt >= freshMs) {
        reading ??= read()
        await Promise.race([reading, delay(patienceMs, undefined, { ref: false })])
      }
      return known
    },
  }
}
