import type { z } from 'zod'
import type { AuditEntry, searchAudit } from '../../contract/audit.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { actionName, actionNames } from './action-names.ts'
import { type AuditPlace, type AuditRow, customerIdsOf, findEntries } from './repository.ts'

export interface AuditNeeds {
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
  keys: { list: () => Promise<{ keyId: string; name: string }[]> }
}

export type Audit = ReturnType<typeof createAudit>
type Question = z.output<typeof searchAudit.query>

const selves: Readonly<Record<string, string>> = {
  customer: '客户本人',
  cli: '命令行',
  system: '系统',
  ingest: '数据接入',
  nobody: '系统',
}

const cursorOf = ({ at, auditId }: AuditPlace) => Buffer.from(`${at} ${auditId}`).toString('base64url')

function placeOf(cursor: string | undefined): AuditPlace | null {
  if (cursor === undefined) return null
  const [, at, auditId] = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined || auditId === undefined) {
    const problem = 'is not the cursor of a page'
    const fields = [{ field: 'query.cursor', problem }]
    throw new AppError('invalid_input', { message: `query.cursor: ${problem}`, details: { fields } })
  }
  return { at: Number(at), auditId }
}

/** The trail as auditors read it. Nothing here changes it. */
export function createAudit({ db }: Pick<ServerContext, 'db'>, { members, keys }: AuditNeeds) {
  async function namesOf(actors: readonly string[]): Promise<Map<string, string>> {
    const names = await members.namesOf(actors)
    if (actors.some((actor) => actor.startsWith('key_')))
      for (const { keyId, name } of await keys.list()) names.set(keyId, name)
    return names
  }

  function shown(
    { detailsJson, ...row }: AuditRow & { externalUserId: string | null },
    names: ReadonlyMap<string, string>,
  ): AuditEntry {
    return {
      ...row,
      actorName: selves[row.actor] ?? names.get(row.actor) ?? row.actor,
      actionName: actionName(row.action),
      details: JSON.parse(detailsJson) as Record<string, unknown>,
    }
  }

  return {
    async search({ customer, cursor, limit, actor, action, from, until }: Question) {
      const customerIds = customer === undefined ? null : await customerIdsOf(db, customer)
      const filter = { actor, action, from, until, customerIds }
      const rows = await findEntries(db, filter, placeOf(cursor), limit + 1)
      const page = rows.slice(0, limit)
      const last = page[page.length - 1]
      const names = await namesOf([...new Set(page.map((row) => row.actor))])
      return {
        entries: page.map((row) => shown(row, names)),
        next: rows.length > limit && last ? cursorOf(last) : null,
        actions: Object.entries(actionNames).map(([action, name]) => ({ action, name })),
      }
    },
  }
}
