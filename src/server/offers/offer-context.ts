import type { CustomerFacts } from '../../domain/customers/facts.ts'
import {
  type BudgetsLeft,
  type OfferContext,
  offerSettingsOf,
  type ProductOnSale,
  type ReceivedCoupon,
} from '../../domain/offers/context.ts'
import type { Offer } from '../../domain/offers/offer.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { BudgetLeft, BudgetsService } from '../budgets/service.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { approvedExceptions } from './exceptions/service.ts'
import { basketQuantileFen } from './repository.ts'

const basketShare = 0.95
const basketSample = 10_000
const basketKeptMs = 3_600_000

export interface ContextNeeds {
  budgets: Pick<BudgetsService, 'budgetsLeft'>
  coupons: {
    couponHistory: (
      db: Database,
      customerId: string,
      asOf: number,
    ) => Promise<{
      openAndRedeemedFen: number
      liveCoupons: readonly { couponId: string }[]
      received: ReceivedCoupon[]
    }>
  }
  products: { allProducts: (db: Database) => Promise<readonly ProductOnSale[]> }
  models: { storeMeanOrderValueFen: (db: Database) => Promise<number> }
}

export interface OfferSurroundings {
  context: OfferContext
  budgets: BudgetLeft[]
  settings: StoreSettings
}

/** Gross margin of the catalogue in percent where costs are known; null when no product has one. */
export function knownMarginPercent(products: readonly ProductOnSale[]): number | null {
  let priceFen = 0
  let costFen = 0
  for (const product of products) {
    if (product.costFen === null) continue
    priceFen += product.priceFen
    costFen += product.costFen
  }
  return priceFen === 0 ? null : Math.max(0, (100 * (priceFen - costFen)) / priceFen)
}

interface Catalogue {
  bySku: Record<string, ProductOnSale>
  marginPercent: number | null
}

const catalogues = new WeakMap<readonly ProductOnSale[], Catalogue>()

/** What offers read of the products, made once for as long as these are the products. */
function catalogueOf(products: readonly ProductOnSale[]): Catalogue {
  const known = catalogues.get(products)
  if (known) return known
  const bySku = Object.fromEntries(products.map((product) => [product.sku, product]))
  const made = { bySku, marginPercent: knownMarginPercent(products) }
  catalogues.set(products, made)
  return made
}

/** Collects what an offer is judged by beside the customer's facts. */
export function createOfferContexts(needs: ContextNeeds) {
  let basket: { fen: number | null; readAt: number } | null = null

  async function p95BasketFen(db: Database, asOf: number): Promise<number | null> {
    if (basket === null || Math.abs(asOf - basket.readAt) > basketKeptMs) {
      basket = { fen: await basketQuantileFen(db, basketShare, basketSample), readAt: asOf }
    }
    return basket.fen
  }

  async function budgetsOf(
    db: Database,
    offers: readonly Offer[],
    input: { customerId: string; userId: string; asOf: number },
  ): Promise<BudgetLeft[]> {
    const named = offers.flatMap(({ terms }) => terms.campaignId ?? [])
    // What pays without a campaign pays with each one too.
    const campaigns = [...new Set(named)]
    const lists = await Promise.all(
      (campaigns.length === 0 ? [undefined] : campaigns).map((campaignId) =>
        needs.budgets.budgetsLeft(db, { ...input, campaignId, isForNewcomers: true }),
      ),
    )
    const byKey = new Map(lists.flat().map((budget) => [`${budget.scope}/${budget.scopeId}`, budget]))
    const isOfCampaign = ({ scope }: BudgetLeft) => Number(scope === 'campaign')
    return [...byKey.values()].sort((one, other) => isOfCampaign(one) - isOfCampaign(other))
  }

  return async function surroundings(
    db: Database,
    offers: readonly Offer[],
    facts: CustomerFacts,
    input: { customerId: string; userId: string; asOf: number },
  ): Promise<OfferSurroundings> {
    const [settings, history, products, budgets, meanFen, p95Fen, exceptions] = await Promise.all([
      readSettings({ db }),
      needs.coupons.couponHistory(db, input.customerId, input.asOf),
      needs.products.allProducts(db),
      budgetsOf(db, offers, input),
      needs.models.storeMeanOrderValueFen(db),
      p95BasketFen(db, input.asOf),
      approvedExceptions(db, input.customerId, input.asOf),
    ])
    const left = (scope: BudgetLeft['scope']) =>
      budgets.find((budget) => budget.scope === scope)?.leftFen ?? null
    const catalogue = catalogueOf(products)
    const expectedBasketFen = Math.round(facts.ltv.expectedOrderValueFen ?? meanFen)
    const budgetsLeft: BudgetsLeft = {
      storeFen: left('store'),
      advisorFen: left('advisor'),
      customerFen: left('customer'),
      newcomerFen: left('newcomer'),
      campaignsFen: Object.fromEntries(
        budgets.filter(({ scope }) => scope === 'campaign').map(({ scopeId, leftFen }) => [scopeId, leftFen]),
      ),
    }
    return {
      settings,
      budgets,
      context: {
        cost: {
          shippingCostFen: settings.shippingCostFen,
          pointsPerYuan: settings.pointsPerYuan,
          pointValueFen: settings.pointValueFen,
          priceProtectionCostPercent: settings.priceProtectionCostPercent,
          expectedBasketFen,
          p95BasketFen: Math.max(p95Fen ?? 0, expectedBasketFen),
          marginPercent: catalogue.marginPercent,
          assumedMarginPercent: settings.defaultMarginPercent,
        },
        openAndRedeemed12mFen: history.openAndRedeemedFen,
        budgets: budgetsLeft,
        liveCouponId: history.liveCoupons[0]?.couponId ?? null,
        received: history.received,
        exceptions,
        products: catalogue.bySku,
        settings: {
          ...offerSettingsOf(settings.rules),
          isOneLiveCouponAtATime: settings.liveCouponLimit <= history.liveCoupons.length,
        },
      },
    }
  }
}
