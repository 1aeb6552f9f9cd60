import { yuan } from '../../money.ts'
import { ruleDefault } from '../../rules/value.ts'
import { groupTerms, type GroupTemplate } from './group-template.ts'

/**
 * OFF-16: a new product, group only: the right to order first, 50 元 off it, for as many customers as the shop has pieces
 * set aside. No template (null) without a piece: a limit that is not real is not said (OFF-18).
 */
export function newProductTemplate(
  product: { sku: string; name: string },
  piecesSetAside: number,
): GroupTemplate | null {
  if (piecesSetAside < 1) return null
  const amountFen = ruleDefault('OFF-16', 'offFen')
  return {
    ruleId: 'OFF-16',
    group: 'any',
    startsAtHour: null,
    places: piecesSetAside,
    terms: groupTerms({
      name: `新品群内预订减${yuan(amountFen)}元`,
      rewards: [
        { kind: 'preorder', item: product.name },
        { kind: 'amount', amountFen },
      ],
      skus: [product.sku],
      minSpendFen: amountFen,
      repeatAfterDays: null,
      customerReason: '您在群里，新品先请您预订',
      usageRules: ['仅限群内客户', `仅限${product.name}`],
    }),
  }
}
