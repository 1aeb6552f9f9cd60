import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { fillVariables, productInMind, type ScriptProduct } from '../../domain/scripts/fill-variables.ts'
import type { MissingContext } from '../../domain/scripts/missing-reasons.ts'
import { salutation } from '../../domain/scripts/salutation.ts'
import { liveStock, type LiveStock } from '../../domain/scripts/scarcity/live-stock.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { Database } from '../db/connect.ts'
import type { Products } from '../products/service.ts'
import { readSettings } from '../settings/service.ts'
import { findTestimonial } from './testimonials.ts'
import type { ReadWords } from './words.ts'

/** The customer of a talk as the scripts see them. */
export interface ScriptTalk {
  customerId: string
  /** What A/B tests of scripts go by. */
  assignmentKey: string
  facts: CustomerFacts
  /** This advisor's own remark. */
  remark: string
  memberTier: string | null
  advisorName: string
  /** The live coupon, else the recommended offer. */
  coupon: { headline: string; expiresAt: number } | null
}

/** What scripts are filled with and checked by. */
export interface Filling {
  variables: Readonly<Record<string, string | undefined>>
  words: readonly FlaggedWord[]
  stock: { count: number; at: number } | null
  missing: MissingContext
}

export interface TalkNeeds {
  products: Pick<Products, 'productsBySku'>
}

/** What a talk is filled from. */
export interface FillingNeeds extends TalkNeeds {
  readWords: ReadWords
}

interface TalkedOf {
  product: ScriptProduct | null
  stock: LiveStock
}

/** What the talk is about, the product in mind, else the cart, else what was bought last, and how many are left of it. */
export async function talkedOf(
  db: Database,
  { products }: TalkNeeds,
  facts: CustomerFacts,
): Promise<TalkedOf> {
  const inCart = facts.cart[0]
  const [lastBought] = Object.entries(facts.boughtSkus).sort(
    ([a, aDays], [b, bDays]) => aDays - bDays || (a < b ? -1 : 1),
  )
  const sku = productInMind(facts)?.sku ?? inCart?.sku ?? lastBought?.[0]
  const found = sku === undefined ? undefined : (await products.productsBySku(db, [sku])).get(sku)
  const stock = liveStock(found ?? null, facts.asOf)
  if (found) {
    const { name, category, priceFen, replenishDays } = found
    const count = stock.isLive ? stock.count : null
    return { product: { name, category, priceFen, usableDays: replenishDays, liveStock: count }, stock }
  }
  if (!inCart || inCart.sku !== sku) return { product: null, stock }
  const { name, category, unitPriceFen } = inCart
  return { product: { name, category, priceFen: unitPriceFen, usableDays: null, liveStock: null }, stock }
}

/** What the scripts are filled with for the customer of this talk. */
export async function fillingFor(db: Database, needs: FillingNeeds, talk: ScriptTalk): Promise<Filling> {
  const { storeName } = await readSettings({ db })
  const { facts, advisorName, memberTier, coupon } = talk
  const words = await needs.readWords(db)
  const { product, stock } = await talkedOf(db, needs, facts)
  const testimonial = await findTestimonial(db, product?.category ?? null, facts.asOf, words)
  const variables = fillVariables(
    {
      salutation: salutation(talk.remark),
      advisorName,
      storeName,
      memberTier,
      product,
      coupon,
      testimonial: testimonial.text,
    },
    facts,
  )
  return {
    variables,
    words,
    stock: stock.isLive ? { count: stock.count, at: stock.at } : null,
    missing: { stock: stock.isLive ? null : stock.reason, testimonial: testimonial.refusal },
  }
}
