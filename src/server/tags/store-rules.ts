import type { z } from 'zod'
import { tagRulesSchema } from '../../contract/tag-rules.ts'
import { tagGroupsSchema } from '../../contract/tags.ts'
import { defaultTagGroups } from '../../domain/tags/allowed-tags.ts'
import { readyRules } from '../../domain/tags/rules/ready-rules.ts'
import type { TagRule } from '../../domain/tags/rules/tag-rule.ts'
import { type TagLives, tagLives } from '../../domain/tags/tag-life.ts'
import type { TagGroup } from '../../domain/tags/tag.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { readSettings } from '../settings/service.ts'

export const tagRulesKey = 'tagRules'
export const tagGroupsKey = 'tagGroups'

async function stored(db: Database, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst()
  return row ? (JSON.parse(row.valueJson) as unknown) : null
}

/** The store's rules, or the ready ones at the store's numbers, with how long each kind of tag lives. */
export async function readTagRules(db: Database): Promise<{ rules: TagRule[]; lives: TagLives }> {
  const [own, settings] = await Promise.all([stored(db, tagRulesKey), readSettings({ db })])
  return { rules: own === null ? readyRules(settings) : tagRulesSchema.parse(own), lives: tagLives(settings) }
}

/** The tags that advisors may give, by group. */
export async function readTagGroups(db: Database): Promise<readonly TagGroup[]> {
  const own = await stored(db, tagGroupsKey)
  return own === null ? defaultTagGroups : tagGroupsSchema.parse(own)
}

async function change(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  key: string,
  schema: z.ZodType,
  json: unknown,
): Promise<void> {
  const read = schema.safeParse(json)
  if (!read.success) {
    const fields = read.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }))
    const message = fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
    throw new AppError('invalid_input', { message, details: { fields } })
  }
  const at = context.now()
  const values = { valueJson: JSON.stringify(json), updatedAt: at }
  await context.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('setting')
      .values({ key, ...values })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
      .execute()
    const subject = { subjectKind: 'setting', subjectId: key }
    const entry = { at, actor: 'cli', action: 'setting.changed', ...subject }
    await recordAudit(trx, context, { ...entry, details: { changes: json } })
  })
}

/** Sets all rules of the store; `invalid_input` names the path of whatever is wrong, and then nothing is stored. */
export function changeTagRules(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  json: unknown,
): Promise<void> {
  return change(context, tagRulesKey, tagRulesSchema, json)
}

export function changeTagGroups(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  json: unknown,
): Promise<void> {
  return change(context, tagGroupsKey, tagGroupsSchema, json)
}
