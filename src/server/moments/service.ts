import type { z } from 'zod'
import type { MomentsMeter, recordMoment } from '../../contract/moments.ts'
import { groupMix } from '../../domain/cadence/groups/group-mix.ts'
import { momentsMeter } from '../../domain/cadence/groups/moments-meter.ts'
import { type GroupPushKind, groupPushNames } from '../../domain/cadence/groups/push-kind.ts'
import { dayMs, endOfLocalDay, localDay } from '../../domain/calendar.ts'
import { periodUntil } from '../../domain/review/period.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'
import { insertPost, lockAdvisor, type PostRow, postOfTap, postsBetween } from './repository.ts'

const mixDays = 30
const mostDaysBack = 7

type PostInput = z.output<typeof recordMoment.body>
type PostAnswer = z.input<typeof recordMoment.response>

export type Moments = ReturnType<typeof createMoments>

function shown({ postId, postedAt, contentType }: PostRow): PostAnswer['post'] {
  const kind = contentType as GroupPushKind
  return { postId, at: postedAt, contentType: kind, contentName: groupPushNames[kind] }
}

function requireKnownTime(at: number, asOf: number): void {
  if (at <= asOf && at >= asOf - mostDaysBack * dayMs) return
  const problem = `must lie in the last ${mostDaysBack} days`
  throw new AppError('invalid_input', {
    message: `body.at: ${problem}`,
    details: { fields: [{ field: 'body.at', problem }] },
  })
}

export function createMoments(context: ServerContext) {
  const { db, config, now } = context
  const { timeZone } = config

  /** CAD-12 for the local day of `asOf`, up to it. */
  async function meter(reader: Database, userId: string, asOf: number): Promise<MomentsMeter> {
    const { rules } = await readSettings({ db: reader })
    const rows = await postsBetween(reader, userId, periodUntil(asOf, mixDays, timeZone))
    const { dayCount, dayCap, reasons } = momentsMeter(
      rows.map(({ postedAt }) => postedAt),
      { asOf, timeZone },
      rules,
    )
    const today = localDay(asOf, timeZone)
    const pushes = rows.map(({ postedAt, contentType }) => ({
      sentAt: postedAt,
      kind: contentType as GroupPushKind,
      isPromotion: false,
    }))
    return {
      ruleId: 'CAD-12',
      dayCount,
      dayCap,
      text: `今天朋友圈 ${dayCount}/${dayCap}`,
      warnings: reasons,
      posts: rows.filter(({ postedAt }) => localDay(postedAt, timeZone) === today).map(shown),
      mix: groupMix(pushes, rules).map(({ content, name, count, percent, targetPercent }) => ({
        content,
        name,
        count,
        percent,
        targetPercent,
      })),
    }
  }

  /** Asks for a reason from the cap of the post's day on; a store may have made the warning a block. */
  async function requireAllowed(trx: Database, userId: string, at: number, input: PostInput): Promise<void> {
    const asOf = now()
    const isToday = localDay(at, timeZone) === localDay(asOf, timeZone)
    const { warnings } = await meter(trx, userId, isToday ? asOf : endOfLocalDay(at, timeZone))
    if (warnings.length === 0) return
    const { isCadenceBlocking } = await readSettings({ db: trx })
    if (input.override && !isCadenceBlocking) return
    const message = isCadenceBlocking ? { message: '门店设置为超限不可发送' } : {}
    throw new AppError('needs_reason', { ...message, details: { warnings, isBlocked: isCadenceBlocking } })
  }

  async function take(trx: Database, userId: string, input: PostInput): Promise<PostRow> {
    await lockAdvisor(trx, userId)
    const known = await postOfTap(trx, userId, input.requestId)
    if (known) {
      if (known.contentType !== input.contentType)
        throw new AppError('key_reused', { message: '同一个 requestId 带了不同的内容' })
      return known
    }
    const createdAt = now()
    const postedAt = input.at ?? createdAt
    requireKnownTime(postedAt, createdAt)
    await requireAllowed(trx, userId, postedAt, input)
    const row: PostRow = {
      postId: newId(context, 'mom'),
      userId,
      requestId: input.requestId,
      contentType: input.contentType,
      postedAt,
      overrideKind: input.override?.kind ?? null,
      overrideNote: input.override?.note ?? null,
      createdAt,
    }
    await insertPost(trx, row)
    const subject = { subjectKind: 'moment', subjectId: row.postId }
    const details = { contentType: row.contentType, postedAt, override: row.overrideKind }
    await recordAudit(trx, context, {
      at: createdAt,
      actor: userId,
      action: 'moment.posted',
      ...subject,
      details,
    })
    return row
  }

  return {
    read: (userId: string) => meter(db, userId, now()),

    /** An advisor's word that they posted; the same tap told again is answered as before. */
    async record(userId: string, input: PostInput): Promise<PostAnswer> {
      const row = await retryTransient(() => db.transaction().execute((trx) => take(trx, userId, input)))
      return { post: shown(row), meter: await meter(db, userId, now()) }
    },
  }
}
