import type { Review } from '../../contract/review.ts'
import { backupCarriers } from '../../domain/risk/backup-channels.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { countReachable } from '../metrics/risks.ts'

const key = 'platformRule'

interface PlatformChange {
  since: number
  note: string
}

async function readChange(db: Database): Promise<PlatformChange | null> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst()
  return row ? (JSON.parse(row.valueJson) as PlatformChange | null) : null
}

/** RISK-04: an operator says that a rule of the platform changed, or with null that it is dealt with. */
export async function changePlatformRule(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  note: string | null,
): Promise<void> {
  const updatedAt = now()
  const change: PlatformChange | null = note === null ? null : { since: updatedAt, note }
  const valueJson = JSON.stringify(change)
  await db
    .insertInto('setting')
    .values({ key, valueJson, updatedAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt }))
    .execute()
}

/** RISK-04: what else can carry the messages while a changed rule of the platform stands. */
export async function platformRisk(db: Database): Promise<Review['risks']['platform']> {
  const change = await readChange(db)
  if (!change)
    return {
      ruleId: 'RISK-04',
      isRaised: false,
      since: null,
      carriers: [],
      text: '没有登记平台规则变化',
    }
  const carriers = backupCarriers(true, await countReachable(db))
  const names = carriers.map(({ name, people }) => `${name}可到${people}人`).join('，')
  return {
    ruleId: 'RISK-04',
    isRaised: true,
    since: change.since,
    carriers: carriers.map(({ channel, name, needs, people }) => ({ channel, name, needs, people })),
    text: `平台规则有变：${change.note}；备用渠道${names === '' ? '暂时到不了任何人' : `：${names}`}`,
  }
}
