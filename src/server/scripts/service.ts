import type { FilledScript } from '../../contract/scripts.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { aidaStrip } from '../../domain/scripts/choose-scripts.ts'
import { assignedVariants } from '../../domain/scripts/fit/assigned-variants.ts'
import { matchReasons } from '../../domain/scripts/fit/match-reasons.ts'
import { rankByFit, type ScriptHistory } from '../../domain/scripts/fit/script-fit.ts'
import { buyersPercent } from '../../domain/scripts/fit/script-usage.ts'
import { lastRepeatAt } from '../../domain/scripts/repeats.ts'
import { scarcityClaims } from '../../domain/scripts/scarcity/scarcity-claims.ts'
import { aidaNames, type AidaStep, type Scene, type Script } from '../../domain/scripts/script.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { fillScript, isBlocked } from './filled-script.ts'
import type { ScriptLibrary } from './library.ts'
import { fillingFor, type Filling, type ScriptTalk, talkedOf, type TalkNeeds } from './talk.ts'
import { createUsage, textsSentTo } from './usage.ts'
import { readStoreWords } from './words.ts'

export interface ScriptNeeds extends TalkNeeds {
  library: Pick<ScriptLibrary, 'published'>
  touches: { usedScriptIds: (db: Database, customerId: string) => Promise<ReadonlySet<string>> }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
}

export interface AidaEntry {
  step: AidaStep
  name: string
  variants: FilledScript[]
}

export type Scripts = ReturnType<typeof createScripts>

export function createScripts({ db: ownDb, now }: Pick<ServerContext, 'db' | 'now'>, needs: ScriptNeeds) {
  const usageOf = createUsage()

  /** What is known of the scripts for this customer, and how each one is shown to the advisor. */
  async function readTalk(db: Database, talk: ScriptTalk, scripts: readonly Script[]) {
    const { customerId, facts, assignmentKey } = talk
    const filling = await fillingFor(db, needs, talk)
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
        ...filled,
        usedBefore: history.usedScriptIds.has(script.scriptId),
        repeatedAt: filled.text === null ? null : lastRepeatAt(filled.text, sent, facts.asOf),
        reasons: matchReasons(script, facts, history, !isBlocked(filled)),
        timesSent: usage?.timesSent ?? 0,
        buyersPercent: usage ? buyersPercent(usage) : null,
      }
    }
    return { history, show }
  }

  return {
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
    async listFor(db: Database, talk: ScriptTalk, scene?: Scene): Promise<FilledScript[]> {
      const scripts = await needs.library.published(db, scene)
      const { history, show } = await readTalk(db, talk, scripts)
      return rankByFit(scripts, talk.facts, history).map(show)
    },

    /** The library with the fallbacks in its own order, for copying where no customer is known. */
    async list(advisorName: string, scene?: Scene): Promise<FilledScript[]> {
      const { storeName } = await readSettings({ db: ownDb })
      const scripts = await needs.library.published(ownDb, scene)
      const usage = await usageOf(ownDb, now())
      const filling: Filling = {
        variables: { 顾问: advisorName, 店名: storeName },
        words: await readStoreWords(ownDb),
        stock: null,
        missing: { stock: '没有客户，不知道在聊哪个商品', testimonial: '没有客户，不取见证' },
      }
      return scripts.map((script) => {
        const known = usage.get(script.scriptId)
        const timesSent = known?.timesSent ?? 0
        const share = known ? buyersPercent(known) : null
        const own = { usedBefore: false, repeatedAt: null, reasons: [], timesSent, buyersPercent: share }
        return { ...fillScript(script, filling), ...own }
      })
    },

    words: (db: Database): Promise<FlaggedWord[]> => readStoreWords(db),

    /**
     * What a text to this customer is checked by: the store's words and the counts that scarcity may name. The stock may
     * have gone down since the text was filled, so a count of no less than what is there now is taken; fewer is not true.
     */
    async rulesFor(
      db: Database,
      customerId: string,
      text: string,
    ): Promise<{ extraWords: FlaggedWord[]; isLiveCount: (count: number) => boolean }> {
      const extraWords = await readStoreWords(db)
      if (scarcityClaims(text).length === 0) return { extraWords, isLiveCount: () => false }
      const { stock } = await talkedOf(db, needs, await needs.facts.factsOf(db, customerId, now()))
      return { extraWords, isLiveCount: (count) => stock.isLive && count >= stock.count }
    },
  }
}
