import type { FilledScript } from '../../contract/scripts.ts'
import { hourMs } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { aidaStrip } from '../../domain/scripts/choose-scripts.ts'
import { fillVariables, productInMind, type ScriptProduct } from '../../domain/scripts/fill-variables.ts'
import { salutation } from '../../domain/scripts/salutation.ts'
import { aidaNames, type AidaStep, type Scene } from '../../domain/scripts/script.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Products } from '../products/service.ts'
import { readSettings } from '../settings/service.ts'
import { fillScript } from './filled-script.ts'
import type { ScriptLibrary } from './library.ts'

/** OFF-18: a stock older than this is no live one and names no number. */
const liveStockMs = 24 * hourMs

export interface ScriptNeeds {
  library: Pick<ScriptLibrary, 'published'>
  touches: { usedScriptIds: (db: Database, customerId: string) => Promise<ReadonlySet<string>> }
  products: Pick<Products, 'productsBySku'>
}

/** The customer of a talk as the scripts see them. */
export interface ScriptTalk {
  customerId: string
  facts: CustomerFacts
  /** This advisor's own remark. */
  remark: string
  memberTier: string | null
  advisorName: string
  /** The live coupon, else the recommended offer. */
  coupon: { headline: string; expiresAt: number } | null
}

export interface AidaEntry {
  step: AidaStep
  name: string
  variants: FilledScript[]
}

const isBlocked = ({ text, blockedWords }: FilledScript) => text === null || blockedWords.length > 0

export type Scripts = ReturnType<typeof createScripts>

export function createScripts({ db: ownDb }: Pick<ServerContext, 'db'>, needs: ScriptNeeds) {
  /** What the talk is about: the product in mind, else the cart, else what was bought last. */
  async function productOf(db: Database, facts: CustomerFacts): Promise<ScriptProduct | null> {
    const inCart = facts.cart[0]
    const [lastBought] = Object.entries(facts.boughtSkus).sort(
      ([a, aDays], [b, bDays]) => aDays - bDays || (a < b ? -1 : 1),
    )
    const sku = productInMind(facts)?.sku ?? inCart?.sku ?? lastBought?.[0]
    if (sku === undefined) return null
    const product = (await needs.products.productsBySku(db, [sku])).get(sku)
    if (product) {
      const { name, category, priceFen, stock, replenishDays, updatedAt } = product
      const liveStock = facts.asOf - updatedAt <= liveStockMs ? stock : null
      return { name, category, priceFen, usableDays: replenishDays, liveStock }
    }
    if (!inCart || inCart.sku !== sku) return null
    const { name, category, unitPriceFen } = inCart
    return { name, category, priceFen: unitPriceFen, usableDays: null, liveStock: null }
  }

  async function variablesOf(db: Database, talk: ScriptTalk): Promise<Record<string, string>> {
    const { storeName } = await readSettings({ db })
    const { facts, advisorName, memberTier, coupon } = talk
    const product = await productOf(db, facts)
    const input = { salutation: salutation(talk.remark), advisorName, storeName, memberTier, product, coupon }
    return fillVariables(input, facts)
  }

  return {
    /** The four steps in AIDA order, each with its variants, best first. */
    async aidaFor(db: Database, talk: ScriptTalk): Promise<AidaEntry[]> {
      const used = await needs.touches.usedScriptIds(db, talk.customerId)
      const variables = await variablesOf(db, talk)
      const scripts = await needs.library.published(db, 'single')
      return aidaStrip(scripts, talk.facts, [...used]).map(({ step, variants }) => ({
        step,
        name: aidaNames[step],
        // What can go out comes before what a missing value or a word still blocks.
        variants: variants
          .map(({ script, isUsed }) => fillScript(script, variables, isUsed))
          .sort((one, other) => Number(isBlocked(one)) - Number(isBlocked(other))),
      }))
    },

    /** The library, filled for the customer of the talk. */
    async listFor(db: Database, talk: ScriptTalk, scene?: Scene): Promise<FilledScript[]> {
      const used = await needs.touches.usedScriptIds(db, talk.customerId)
      const variables = await variablesOf(db, talk)
      const scripts = await needs.library.published(db, scene)
      return scripts.map((script) => fillScript(script, variables, used.has(script.scriptId)))
    },

    /** The library with the fallbacks, for copying where no customer is known. */
    async list(advisorName: string, scene?: Scene): Promise<FilledScript[]> {
      const { storeName } = await readSettings({ db: ownDb })
      const scripts = await needs.library.published(ownDb, scene)
      return scripts.map((script) => fillScript(script, { 顾问: advisorName, 店名: storeName }, false))
    },
  }
}
