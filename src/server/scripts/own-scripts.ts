import type { z } from 'zod'
import type { ownScriptSchema, ScriptRefusal } from '../../contract/scripts.ts'
import { validateScript } from '../../domain/scripts/validate-script.ts'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { Settle } from '../http/settle.ts'
import type { ScriptLibrary } from './library.ts'
import { insertScript, updateOwnScript } from './repository.ts'
import type { ReadWords } from './words.ts'

type OwnScript = z.output<typeof ownScriptSchema>

/** More than anybody finds again. */
export const mostOwnScripts = 200

interface OwnId {
  scriptId: string
  userId: string
}

interface OwnNeeds {
  library: Pick<ScriptLibrary, 'ownOf'>
  readWords: ReadWords
}

/** The scripts that an advisor keeps for themselves; one of somebody else is `not_found`, like an unknown one. */
export function createOwnScripts(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  { library, readWords }: OwnNeeds,
) {
  const { db, now } = context

  async function requireSavable(scriptId: string, script: OwnScript): Promise<void> {
    const words = await readWords(db)
    const problems = validateScript({ ...script, scriptId, weight: 1, variantOf: null }, words)
    const [first] = problems
    if (!first) return
    const details: ScriptRefusal = {
      fields: problems.map(({ field, text }) => ({ field: `body.${field}`, problem: text })),
      blockedWords: problems.flatMap(({ flagged }) => (flagged === null ? [] : [flagged])),
    }
    throw new AppError('script_refused', { message: first.text, details })
  }

  const columns = ({ stages, ...script }: OwnScript) => ({ ...script, stagesJson: JSON.stringify(stages) })

  function audit(trx: Database, action: string, { scriptId, userId }: OwnId): Promise<void> {
    const subject = { subjectKind: 'script', subjectId: scriptId }
    return recordAudit(trx, context, { at: now(), actor: userId, action, ...subject, details: {} })
  }

  function change(action: string, own: OwnId, changes: Parameters<typeof updateOwnScript>[2]): Promise<void> {
    return db.transaction().execute(async (trx) => {
      if (!(await updateOwnScript(trx, own, changes))) throw new AppError('not_found')
      await audit(trx, action, own)
    })
  }

  return {
    async saveOwn(
      userId: string,
      script: OwnScript,
      settle: Settle<{ scriptId: string }>,
    ): Promise<{ scriptId: string }> {
      const scriptId = newId(context, 'scr')
      await requireSavable(scriptId, script)
      if ((await library.ownOf(db, userId)).length >= mostOwnScripts)
        throw new AppError('script_refused', { message: `最多存 ${mostOwnScripts} 条，请先删去不用的` })
      const row = { ...columns(script), scriptId, ownerUserId: userId, createdAt: now() }
      return db.transaction().execute(async (trx) => {
        await insertScript(trx, { ...row, status: 'own', sortOrder: 0 })
        await audit(trx, 'script.saved', { scriptId, userId })
        return settle(trx, { scriptId })
      })
    },

    async changeOwn(userId: string, scriptId: string, script: OwnScript): Promise<{ scriptId: string }> {
      const isOwn = (await library.ownOf(db, userId)).some((known) => known.scriptId === scriptId)
      if (!isOwn) throw new AppError('not_found')
      await requireSavable(scriptId, script)
      await change('script.changed', { scriptId, userId }, columns(script))
      return { scriptId }
    },

    /** The row stays: what was sent with it still has a title. */
    async removeOwn(userId: string, scriptId: string): Promise<void> {
      await change('script.removed', { scriptId, userId }, { status: 'removed' })
    },
  }
}
