import type { OrderRow } from '../../../contract/ingest.ts'
import { minuteMs } from '../../../domain/calendar.ts'
import type { Persona } from '../../../simulator/people/persona.ts'
import { randomOf, wholeBetween, type Random } from '../../../simulator/people/random.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import { demoProduct, demoProducts, productsOf, type DemoProduct } from '../store/products.ts'
import { freeShippingFromFen } from '../store/terms.ts'
import { notableOrders } from './notable-orders.ts'
import { orderDaysOf } from './order-days.ts'

/** An order before it becomes a row: a coupon may still take its discount off. */
export interface OrderPlan {
  orderId: string
  customer: DemoCustomer
  daysAgo: number
  status: OrderRow['status']
  createdAt: number
  paidAt: number | null
  items: OrderRow['items']
  merchandiseFen: number
  shippingFen: number
  discountFen: number
  /** Of what was paid. */
  refundedPercent: number
  couponCode: string | null
}

const piecesOf = { small: [1, 1], middle: [1, 3], large: [2, 4] } as const
const shippingFen = 800

function basketOf(random: Random, { basket, favourite }: Persona): DemoProduct[] {
  const affordable = demoProducts.filter(({ priceFen }) =>
    basket === 'small' ? priceFen <= 20_000 : basket === 'middle' ? priceFen <= 40_000 : priceFen >= 9_900,
  )
  const liked = productsOf(favourite).filter((product) => affordable.includes(product))
  const [least, most] = piecesOf[basket]
  return Array.from({ length: wholeBetween(random, least, most) }, () => {
    const from = liked.length > 0 && random() < 0.5 ? liked : affordable
    return from[Math.floor(random() * from.length)] ?? demoProduct('ZY-CL-01')
  })
}

function itemsOf(products: readonly DemoProduct[]): OrderRow['items'] {
  const quantities = new Map<DemoProduct, number>()
  for (const product of products) quantities.set(product, (quantities.get(product) ?? 0) + 1)
  return [...quantities].map(([{ sku, name, category, priceFen, costFen }, quantity]) => ({
    sku,
    name,
    category,
    quantity,
    unitPriceFen: priceFen,
    unitCostFen: costFen,
  }))
}

function fateOf(random: Random, daysAgo: number): Pick<OrderPlan, 'status' | 'refundedPercent'> {
  const draw = random()
  if (draw < 0.03) return { status: 'cancelled', refundedPercent: 0 }
  if (draw < 0.05 && daysAgo > 5) return { status: 'refunded', refundedPercent: 100 }
  if (draw < 0.08 && daysAgo > 5) return { status: 'paid', refundedPercent: 30 }
  return { status: draw > 0.7 && daysAgo <= 2 ? 'created' : 'paid', refundedPercent: 0 }
}

/** What is told was paid, but for one order of today. */
function toldFate({ notable }: Persona, daysAgo: number): Pick<OrderPlan, 'status' | 'refundedPercent'> {
  return { status: notable === 'unpaid' && daysAgo === 0 ? 'created' : 'paid', refundedPercent: 0 }
}

function planOf(
  customer: DemoCustomer,
  order: {
    daysAgo: number
    products: readonly DemoProduct[]
    place: number
    random: Random
    isTold: boolean
  },
  clock: DemoClock,
): OrderPlan {
  const { daysAgo, products, place, random, isTold } = order
  const createdAt = clock.at(daysAgo, wholeBetween(random, 9, 21), wholeBetween(random, 0, 59))
  const fate = isTold ? toldFate(customer.persona, daysAgo) : fateOf(random, daysAgo)
  const payMinutes = wholeBetween(random, 1, 12)
  const isPaid = fate.status === 'paid' || fate.status === 'refunded'
  const items = itemsOf(products)
  const merchandiseFen = items.reduce((sum, item) => sum + item.quantity * item.unitPriceFen, 0)
  return {
    orderId: `ZY-${String(customer.index + 1).padStart(4, '0')}-${String(place + 1).padStart(2, '0')}`,
    customer,
    daysAgo,
    ...fate,
    createdAt,
    paidAt: isPaid ? Math.min(clock.now, createdAt + payMinutes * minuteMs) : null,
    items,
    merchandiseFen,
    shippingFen: merchandiseFen < freeShippingFromFen ? shippingFen : 0,
    discountFen: 0,
    couponCode: null,
  }
}

/** Everything this customer ordered in 14 months, earliest first. */
export function orderPlansOf(customer: DemoCustomer, clock: DemoClock): OrderPlan[] {
  const { persona, index } = customer
  const random = randomOf('orders', index)
  const told = persona.notable === null ? null : notableOrders[persona.notable]
  const orders = told
    ? told.map(([daysAgo, ...skus]) => ({ daysAgo, products: skus.map(demoProduct) }))
    : orderDaysOf(persona).map((daysAgo) => ({ daysAgo, products: basketOf(random, persona) }))
  return orders.map((order, place) =>
    planOf(customer, { ...order, place, random, isTold: told !== null }, clock),
  )
}
