import type { CustomerFacts } from '../../customers/facts.ts'
import type { CostContext, OfferContext, ProductOnSale } from '../context.ts'
import type { Learned } from '../learning/day-choice.ts'
import type { Offer, OfferTerms } from '../offer.ts'

type CustomerCost = 'expectedBasketFen' | 'p95BasketFen'

/** What the decisions of a time have in common: stored once for all of them. */
export interface DecisionFrame {
  /** Of the store's offers, in the operator's order; what is made from a cart is made again. */
  offerVersionIds: string[]
  cost: Omit<CostContext, CustomerCost>
  settings: OfferContext['settings']
  /** Those that the store's offers name. */
  products: ProductOnSale[]
}

/** What a decision depended on beside the frame and the customer's facts. */
export interface OwnInputs extends Omit<OfferContext, 'cost' | 'settings' | 'products'> {
  cost: Pick<CostContext, CustomerCost>
  /** Those in the customer's cart that the frame does not have. */
  products: ProductOnSale[]
}

export interface DecisionInputs {
  frame: DecisionFrame
  own: OwnInputs
  learned: Learned
}

const skusOf = ({ skus, rewards }: OfferTerms): string[] => [
  ...skus,
  ...rewards.flatMap((reward) => ('skus' in reward ? reward.skus : [])),
]

/** The products named, each once, ordered by sku; without what no rule reads. */
function named(skus: Iterable<string>, products: OfferContext['products']): ProductOnSale[] {
  return [...new Set(skus)].sort().flatMap((wanted) => {
    const product = products[wanted]
    if (!product) return []
    const { sku, name, priceFen, costFen, stock } = product
    return [{ sku, name, priceFen, costFen, stock }]
  })
}

/** Parts what a decision depends on into what is everybody's and what is the customer's own; `published` without the cart's offer. */
export function decisionInputs(
  published: readonly Offer[],
  facts: CustomerFacts,
  context: OfferContext,
  learned: Learned,
): DecisionInputs {
  const { cost, settings, products, received, exceptions, ...rest } = context
  const { expectedBasketFen, p95BasketFen, ...storeCost } = cost
  const storeSkus = new Set(published.flatMap(({ terms }) => skusOf(terms)))
  const cartSkus = facts.cart.map(({ sku }) => sku).filter((sku) => !storeSkus.has(sku))
  const offers = Object.entries(learned.offers).filter(([, { all }]) => all.trials > 0)
  return {
    frame: {
      offerVersionIds: published.map(({ offerVersionId }) => offerVersionId),
      cost: storeCost,
      settings,
      products: named(storeSkus, products),
    },
    own: {
      ...rest,
      received: received.map(({ offerId, rewardKinds, issuedAt }) => ({ offerId, rewardKinds, issuedAt })),
      ...(exceptions && exceptions.length > 0 ? { exceptions } : {}),
      cost: { expectedBasketFen, p95BasketFen },
      products: named(cartSkus, products),
    },
    learned: { ...learned, offers: Object.fromEntries(offers) },
  }
}

/** The context in which the decision was made. */
export function contextOf({ frame, own }: Pick<DecisionInputs, 'frame' | 'own'>): OfferContext {
  const { cost, products, ...rest } = own
  return {
    ...rest,
    cost: { ...frame.cost, ...cost },
    settings: frame.settings,
    products: Object.fromEntries([...frame.products, ...products].map((product) => [product.sku, product])),
  }
}
