import type { Claim } from '../../../contract/claims.ts'
import { yuan } from '../../../domain/money.ts'
import { element } from './element.ts'

type Offer = NonNullable<Claim['offer']>
type Product = NonNullable<Offer['product']>

function priceLine(product: Product, scope: string): HTMLElement {
  const isLower = product.expectedPaidFen < product.priceFen
  return element(
    'p',
    { class: 'price' },
    scope.includes(product.name) ? null : element('span', { class: 'price-name' }, product.name),
    element('span', {}, '原价 ', element(isLower ? 's' : 'span', {}, `¥${yuan(product.priceFen)}`)),
    element('span', {}, '预计实付 ', element('strong', {}, `¥${yuan(product.expectedPaidFen)}`)),
  )
}

function stockLine(stock: number): HTMLElement {
  return element('p', { class: 'stock' }, stock > 0 ? `库存 ${stock} 件（实时）` : '暂时没有库存')
}

/** What the coupon gives. `isUsable` false leaves out price and stock: they are of no use once it has ended. */
export function offerCard(offer: Offer, headline: 'h1' | 'h2', isUsable: boolean): HTMLElement {
  const { product, scope } = offer
  const lines = offer.lines.map((line) => element('li', {}, line))
  return element(
    'section',
    { class: isUsable ? 'card ticket' : 'card ticket ended' },
    element(headline, { class: 'headline' }, offer.headline),
    lines.length > 0 ? element('ul', { class: 'lines' }, ...lines) : null,
    scope === '' ? null : element('p', { class: 'scope' }, `适用：${scope}`),
    isUsable && product ? priceLine(product, scope) : null,
    isUsable && typeof product?.stock === 'number' ? stockLine(product.stock) : null,
  )
}

/** 使用规则, folded; nothing when there are none. */
export function usageRules(offer: Offer): HTMLElement | null {
  if (offer.usageRules.length === 0) return null
  const rules = offer.usageRules.map((rule) => element('li', {}, rule))
  return element(
    'details',
    { class: 'rules' },
    element('summary', {}, '使用规则'),
    element('ul', {}, ...rules),
  )
}
