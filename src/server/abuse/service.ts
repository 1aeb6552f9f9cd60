import type { AbuseAlert } from '../../contract/alerts.ts'
import type { Role } from '../../contract/route.ts'
import { type AlertKind, alertMeaning } from '../../domain/abuse/alert.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { createGuesses } from './guesses.ts'
import { type AlertRow, findAlert, listAlerts, settleAlert, titlesOf } from './repository.ts'
import { scanForAbuse } from './scan.ts'

interface Needs {
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
}

const mostShown = 200
/** Who sees which member an alert is about. */
const seeingMembers: readonly Role[] = ['auditor', 'admin']
const guessedAt: Record<string, string> = {
  key: '密钥',
  code: '券码',
  link: '链接',
  state: '登录',
  signature: '回调签名',
}

export type Alerts = ReturnType<typeof createAlerts>

/** What looks like abuse of coupons: found, shown and looked at. */
export function createAlerts(context: ServerContext, { members }: Needs) {
  const { db } = context
  const guesses = createGuesses(context)

  function subjectOf(
    { kind, subjectId, userId }: AlertRow,
    titles: ReadonlyMap<string, string>,
    names: ReadonlyMap<string, string> | null,
  ): string {
    const short = `…${subjectId.slice(-6)}`
    const member = names && userId !== null ? (names.get(userId) ?? userId) : '一位成员'
    switch (kind as AlertKind) {
      case 'codeGuess': {
        const [what = '', ...source] = subjectId.split(' ')
        return `${guessedAt[what] ?? what}，来自 ${source.join(' ')}`
      }
      case 'sharedLink':
        return `券「${titles.get(subjectId) ?? short}」`
      case 'staffClaim':
        return `${member}，券「${titles.get(subjectId) ?? short}」`
      case 'ownCoupon':
      case 'staffCoupon':
      case 'fastAdvisor':
        return member
      case 'fastOffer':
        return titles.get(subjectId) ?? short
      case 'sharedDevice':
      case 'fastDevice':
        return `设备 ${short}`
      case 'samePerson':
        return `建议 ${short}`
      case 'returns':
        return `客户 ${short}`
    }
  }

  async function shown(rows: readonly AlertRow[], role: Role): Promise<AbuseAlert[]> {
    const titles = await titlesOf(db, rows)
    const seesMembers = seeingMembers.includes(role)
    const names = await members.namesOf([
      ...new Set(rows.flatMap(({ reviewedBy, userId }) => [reviewedBy ?? [], userId ?? []].flat())),
    ])
    return rows.map((row) => {
      const { ruleId, name, text } = alertMeaning(row.kind as AlertKind)
      return {
        alertId: row.alertId,
        kind: row.kind,
        ruleId,
        name,
        outcome: row.outcome as AbuseAlert['outcome'],
        text: text(row.count, row.bound),
        subject: subjectOf(row, titles, seesMembers ? names : null),
        count: row.count,
        bound: row.bound,
        firstAt: row.firstAt,
        lastAt: row.lastAt,
        reviewedAt: row.reviewedAt,
        reviewedBy: row.reviewedBy === null ? null : (names.get(row.reviewedBy) ?? row.reviewedBy),
      }
    })
  }

  return {
    scan: () => scanForAbuse(context),
    guessed: guesses.refused,
    /** Once what was begun in the background is written. */
    settled: guesses.settled,

    /** What stands now; looks once more before. */
    async list(role: Role): Promise<AbuseAlert[]> {
      await scanForAbuse(context)
      return shown(await listAlerts(db, mostShown), role)
    },

    async review(alertId: string, actor: { userId: string; role: Role }): Promise<AbuseAlert> {
      const at = context.now()
      await db.transaction().execute(async (trx) => {
        const settled = { reviewedAt: at, reviewedBy: actor.userId }
        if (!(await settleAlert(trx, alertId, settled))) return
        const row = await findAlert(trx, alertId)
        await recordAudit(trx, context, {
          at,
          actor: actor.userId,
          action: 'alert.reviewed',
          subjectKind: 'alert',
          subjectId: alertId,
          customerId: row?.customerId ?? null,
          details: { kind: row?.kind, count: row?.count },
        })
      })
      const row = await findAlert(db, alertId)
      const [alert] = row ? await shown([row], actor.role) : []
      if (!alert) throw new AppError('not_found')
      return alert
    },
  }
}
