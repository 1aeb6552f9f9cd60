import type { FilledScript } from '../../contract/scripts.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { aidaStrip } from '../../domain/scripts/choose-scripts.ts'
import { pausedReason } from '../../domain/scripts/complaint-pause.ts'
import { assignedVariants } from '../../domain/scripts/fit/assigned-variants.ts'
import { matchReasons } from '../../domain/scripts/fit/match-reasons.ts'
import { rankByFit, type ScriptHistory } from '../../domain/scripts/fit/script-fit.ts'
import { buyersPercent } from '../../domain/scripts/fit/script-usage.ts'
import { lastRepeatAt } from '../../domain/scripts/repeats.ts'
import { isStillTrue } from '../../domain/scripts/scarcity/live-stock.ts'
import { scarcityClaims } from '../../domain/scripts/scarcity/scarcity-claims.ts'
import { aidaNames, type AidaStep, type Scene, type Script } from '../../domain/scripts/script.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { fillScript, isBlocked } from './filled-script.ts'
import type { ScriptLibrary } from './library.ts'
import { fillingFor, type Filling, type ScriptTalk, talkedOf, type TalkNeeds } from './talk.ts'
import { createOwnScripts } from './own-scripts.ts'
import { createUsage, textsSentTo } from './usage.ts'
import { createStoreWords } from './words.ts'

export interface ScriptNeeds extends TalkNeeds {
  library: Pick<ScriptLibrary, 'published' | 'ownOf'>
  touches: { usedScriptIds: (db: Database, customerId: string) => Promise<ReadonlySet<string>> }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
}

export interface AidaEntry {
  step: AidaStep
  name: string
  variants: FilledScript[]
}

export type Scripts = ReturnType<typeof createScripts>

/** Whose library is read, and for which kind of chat; every kind when left out. */
export interface Reader {
  userId: string
  scene?: Scene | undefined
}

export function createScripts(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes' | 'log'>,
  needs: ScriptNeeds,
) {
  const { db: ownDb, now } = context
  const usageOf = createUsage()
  const readWords = createStoreWords(context)
  const own = createOwnScripts(context, { library: needs.library, readWords })

  /** The store's library and before it what the reader wrote. */
  async function readLibrary(db: Database, { userId, scene }: Reader) {
    const mine = await needs.library.ownOf(db, userId, scene)
    const ids = new Set(mine.map(({ scriptId }) => scriptId))
    return {
      scripts: [...mine, ...(await needs.library.published(db, scene))],
      isMine: (scriptId: string) => ids.has(scriptId),
    }
  }

  /** What is known of the scripts for this customer, and how each one is shown to the advisor. */
  async function readTalk(
    db: Database,
    talk: ScriptTalk,
    scripts: readonly Script[],
    isMine: (scriptId: string) => boolean = () => false,
  ) {
    const { customerId, facts, assignmentKey } = talk
    const filling = await fillingFor(db, { ...needs, readWords }, talk)
    const sent = await textsSentTo(db, customerId, facts.asOf)
    const history = {
      ...assignedVariants(scripts, assignmentKey),
      usedScriptIds: await needs.touches.usedScriptIds(db, customerId),
      usage: await usageOf(db, facts.asOf),
    } satisfies ScriptHistory
    const show = (script: Script): FilledScript => {
      const filled = fillScript(script, filling)
      const usage = history.usage.get(script.scriptId)
      return {
        isMine: isMine(script.scriptId),
        pausedReason: pausedReason(script, facts),
        usedBefore: history.usedScriptIds.has(script.scriptId),
        repeatedAt: filled.text === null ? null : lastRepeatAt(filled.text, sent, facts.asOf),
        reasons: matchReasons(script, facts, history, !isBlocked(filled)),
        timesSent: usage?.timesSent ?? 0,
        buyersPercent: usage ? buyersPercent(usage) : null,
        ...filled,
      }
    }
    return { history, show }
  }

  return {
    ...own,

    /** The four steps in AIDA order, each with its variants, best first; what is still blocked comes last. */
    async aidaFor(db: Database, talk: ScriptTalk): Promise<AidaEntry[]> {
      const scripts = await needs.library.published(db, 'single')
      const { history, show } = await readTalk(db, talk, scripts)
      return aidaStrip(scripts, talk.facts, history).map(({ step, variants }) => ({
        step,
        name: aidaNames[step],
        variants: variants
          .map(({ script }) => show(script))
          .sort((one, other) => Number(isBlocked(one)) - Number(isBlocked(other))),
      }))
    },

    /** The library, filled for the customer of the talk, best fit first. */
    async listFor(db: Database, talk: ScriptTalk, reader: Reader): Promise<FilledScript[]> {
      const { scripts, isMine } = await readLibrary(db, reader)
      const { history, show } = await readTalk(db, talk, scripts, isMine)
      return rankByFit(scripts, talk.facts, history).map(show)
    },

    /** The library with the fallbacks in its own order, for copying where no customer is known. */
    async list(advisorName: string, reader: Reader): Promise<FilledScript[]> {
      const { storeName } = await readSettings({ db: ownDb })
      const { scripts, isMine } = await readLibrary(ownDb, reader)
      const usage = await usageOf(ownDb, now())
      const filling: Filling = {
        variables: { 顾问: advisorName, 店名: storeName },
        words: await readWords(ownDb),
        stock: null,
        missing: { stock: '没有客户，不知道在聊哪个商品', testimonial: '没有客户，不取见证' },
      }
      return scripts.map((script) => {
        const known = usage.get(script.scriptId)
        const timesSent = known?.timesSent ?? 0
        const share = known ? buyersPercent(known) : null
        const blank = {
          pausedReason: null,
          usedBefore: false,
          repeatedAt: null,
          reasons: [],
          timesSent,
          buyersPercent: share,
        }
        return { ...fillScript(script, filling), ...blank, isMine: isMine(script.scriptId) }
      })
    },

    words: readWords,

    /**
     * What a text to this customer is checked by: the store's words and the counts that scarcity may name. A piece or
     * two may have been sold since the text was filled.
     */
    async rulesFor(
      db: Database,
      customerId: string,
      text: string,
    ): Promise<{ extraWords: FlaggedWord[]; isLiveCount: (count: number) => boolean }> {
      const extraWords = await readWords(db)
      if (scarcityClaims(text).length === 0) return { extraWords, isLiveCount: () => false }
      const { stock } = await talkedOf(db, needs, await needs.facts.factsOf(db, customerId, now()))
      return { extraWords, isLiveCount: (count) => isStillTrue(count, stock) }
    },
  }
}
