import type { ReviewTask } from '../../contract/review.ts'
import { localDay } from '../../domain/calendar.ts'
import { periodBefore, periodUntil } from '../../domain/review/period.ts'
import { type ComplaintRise, complaintRise, opensScriptReview } from '../../domain/risk/complaints.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { countComplaints } from '../metrics/risks.ts'
import { readSettings } from '../settings/service.ts'
import { endTask, findTask, insertTask, lastOpenedDay, type TaskRow, tasksSince } from './repository.ts'

export interface TaskNeeds {
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
}

/** RISK-01 over the last 7 local days and the 7 before. */
export async function complaintsNow(
  db: Database,
  { asOf, timeZone, rules }: { asOf: number; timeZone: string; rules: RuleOverrides },
): Promise<ComplaintRise> {
  const week = periodUntil(asOf, 7, timeZone)
  const thisWeek = await countComplaints(db, week)
  const lastWeek = await countComplaints(db, periodBefore(week, timeZone))
  return complaintRise({ thisWeek, lastWeek }, rules)
}

/** RISK-01: opens the review of the scripts when complaints rose; once in 7 local days, whoever looks and however often. */
export async function openScriptReview(
  context: Pick<ServerContext, 'db' | 'config' | 'now' | 'randomBytes'>,
  rise: ComplaintRise,
  asOf: number,
): Promise<void> {
  const { db, config } = context
  const today = localDay(asOf, config.timeZone)
  if (!opensScriptReview(rise, await lastOpenedDay(db, rise.ruleId), today)) return
  await insertTask(db, {
    taskId: newId(context, 'rev'),
    ruleId: rise.ruleId,
    openedDay: today,
    title: '话术复查',
    detail: `${rise.text}，请复查本周发出的话术（${rise.ruleId}）`,
    openedAt: asOf,
    doneAt: null,
    doneBy: null,
  })
}

/** The daily look, whether or not anybody reads the review. */
export async function openReviewTasks(
  context: Pick<ServerContext, 'db' | 'config' | 'now' | 'randomBytes'>,
): Promise<void> {
  const asOf = context.now()
  const { rules } = await readSettings(context)
  const rise = await complaintsNow(context.db, { asOf, timeZone: context.config.timeZone, rules })
  await openScriptReview(context, rise, asOf)
}

export function createReviewTasks(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  { members }: TaskNeeds,
) {
  const { db, now } = context
  async function shown(rows: readonly TaskRow[]): Promise<ReviewTask[]> {
    const names = await members.namesOf([...new Set(rows.flatMap(({ doneBy }) => doneBy ?? []))])
    return rows.map(({ taskId, ruleId, title, detail, openedAt, doneAt, doneBy }) => ({
      taskId,
      ruleId,
      title,
      detail,
      openedAt,
      isDone: doneAt !== null,
      doneAt,
      doneBy: doneBy === null ? null : (names.get(doneBy) ?? doneBy),
    }))
  }

  return {
    listSince: async (sinceMs: number) => shown(await tasksSince(db, sinceMs)),

    /** Done by this member now; done already it stays with whoever said so first. */
    async end(taskId: string, userId: string): Promise<ReviewTask> {
      const at = now()
      await db.transaction().execute(async (trx) => {
        if (!(await endTask(trx, taskId, { doneAt: at, doneBy: userId }))) return
        const subject = { subjectKind: 'review', subjectId: taskId }
        await recordAudit(trx, context, {
          at,
          actor: userId,
          action: 'review.task-done',
          ...subject,
          details: {},
        })
      })
      const row = await findTask(db, taskId)
      const [task] = row ? await shown([row]) : []
      if (!task) throw new AppError('not_found')
      return task
    },
  }
}
