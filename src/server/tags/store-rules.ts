import type { z } from 'zod'
import { tagRulesSchema } from '../../contract/tag-rules.ts'
import { tagGroupsSchema } from '../../contract/tags.ts'
import { defaultTagGroups } from '../../domain/tags/allowed-tags.ts'
import { readyRules } from '../../domain/tags/rules/ready-rules.ts'
import { listChanges, type NameChanges, ruleNameChanges } from '../../domain/tags/name-changes.ts'
import type { TagRule } from '../../domain/tags/rules/tag-rule.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import { type TagLives, tagLives } from '../../domain/tags/tag-life.ts'
import type { TagGroup } from '../../domain/tags/tag.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import { type EditPlan, planEdits } from '../corp-tags/edits/plan.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { remembered } from '../settings/remembered.ts'
import { readSettings, settingText } from '../settings/service.ts'
import { givenNames } from './names-in-use.ts'
import { renameGiven } from './renamed.ts'

export const tagRulesKey = 'tagRules'
export const tagGroupsKey = 'tagGroups'

const ownRules = remembered((text) => (text === null ? null : tagRulesSchema.parse(JSON.parse(text))))
const ownGroups = remembered((text) => (text === null ? null : tagGroupsSchema.parse(JSON.parse(text))))
const readyAt = new WeakMap<StoreSettings, TagRule[]>()

/** The ready rules at the store's numbers, made once for the settings that are in force. */
function readyRulesAt(settings: StoreSettings): TagRule[] {
  const known = readyAt.get(settings) ?? readyRules(settings)
  readyAt.set(settings, known)
  return known
}

/** The store's rules, or the ready ones at the store's numbers, with how long each kind of tag lives. */
export async function readTagRules(db: Database): Promise<{ rules: TagRule[]; lives: TagLives }> {
  const [text, settings] = await Promise.all([settingText(db, tagRulesKey), readSettings({ db })])
  return { rules: ownRules(text) ?? readyRulesAt(settings), lives: tagLives(settings) }
}

/** The tags that advisors may give, by group. */
export async function readTagGroups(db: Database): Promise<readonly TagGroup[]> {
  return ownGroups(await settingText(db, tagGroupsKey)) ?? defaultTagGroups
}

type Context = Pick<ServerContext, 'db' | 'now' | 'randomBytes'>

function checked<T>(schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const fields = read.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }))
  const message = fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  throw new AppError('invalid_input', { message, details: { fields } })
}

async function store(trx: Database, context: Context, key: string, json: unknown): Promise<void> {
  const at = context.now()
  const values = { valueJson: JSON.stringify(json), updatedAt: at }
  await trx
    .insertInto('setting')
    .values({ key, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
  const subject = { subjectKind: 'setting', subjectId: key }
  const entry = { at, actor: 'cli', action: 'setting.changed', ...subject }
  await recordAudit(trx, context, { ...entry, details: { changes: json } })
}

/** What follows from other names: on customers, and in WeCom what is to be edited there. */
async function follow(trx: Database, context: Context, changes: NameChanges): Promise<EditPlan> {
  const { rules } = await readTagRules(trx)
  const listed = (await readTagGroups(trx)).flatMap(({ names }) => names)
  const inUse = new Set([...rules.map(({ name }) => name), ...listed, ...(await givenNames(trx))])
  const plan = await planEdits(trx, context, changes, inUse)
  for (const change of changes.tags) if (!inUse.has(change.from)) await renameGiven(trx, change)
  return plan
}

/**
 * Sets all rules of the store; `invalid_input` names the path of whatever is wrong, and then nothing is stored. Answers
 * what is to be edited in WeCom, which the server sees to.
 */
export async function changeTagRules(context: Context, json: unknown): Promise<EditPlan> {
  const rules = checked(tagRulesSchema, json)
  return context.db.transaction().execute(async (trx) => {
    const before = await readTagRules(trx)
    await store(trx, context, tagRulesKey, json)
    return follow(trx, context, ruleNameChanges(before.rules, rules))
  })
}

export async function changeTagGroups(context: Context, json: unknown): Promise<EditPlan> {
  const groups = checked(tagGroupsSchema, json)
  return context.db.transaction().execute(async (trx) => {
    const before = await readTagGroups(trx)
    await store(trx, context, tagGroupsKey, json)
    return follow(trx, context, listChanges(before, groups))
  })
}
