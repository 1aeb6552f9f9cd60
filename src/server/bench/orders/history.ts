import { open } from 'node:fs/promises'
import { dayMs } from '../../../domain/calendar.ts'
import { mulberry32 } from '../../../domain/learning/random/generator.ts'
import { wholeBetween } from '../store/draws.ts'

const firstAt = Date.UTC(2023, 0, 1)
const days = 900
const linesInWrite = 5000
const products = 300

/** An order as the ingest API takes it. */
export interface HistoryOrder {
  orderId: string
  shopCustomerId: string
  phone: string
  status: 'paid'
  createdAt: number
  paidAt: number
  paidFen: number
  shippingFen: number
  items: { sku: string; name: string; category: string; quantity: number; unitPriceFen: number }[]
}

/** Orders in the order of their times, as a shop exports them: each by any customer, known by two ids. Equal seeds, equal orders. */
export function* history(orders: number, customers: number, seed: number): Generator<HistoryOrder> {
  const draw = mulberry32(seed)
  for (let index = 0; index < orders; index += 1) {
    const customer = wholeBetween(draw, 1, customers)
    const sku = wholeBetween(draw, 1, products)
    const quantity = draw() < 0.85 ? 1 : 2
    const unitPriceFen = wholeBetween(draw, 50, 500) * 100
    const createdAt = firstAt + Math.floor((index / orders) * days * dayMs)
    const phone = `138${String(customer).padStart(8, '0')}`
    yield {
      orderId: `S${seed}-${String(index).padStart(8, '0')}`,
      shopCustomerId: `M${customer}`,
      phone,
      status: 'paid',
      createdAt,
      paidAt: createdAt + 60_000,
      paidFen: quantity * unitPriceFen,
      shippingFen: 0,
      items: [{ sku: `SKU${sku}`, name: `精华液 ${sku}`, category: '护肤', quantity, unitPriceFen }],
    }
  }
}

const columns = 'orderId,shopCustomerId,phone,status,createdAt,paidAt,paidFen,shippingFen,items'

/** The history as a CSV file with the contract's own names. */
export async function writeHistory(file: string, orders: Iterable<HistoryOrder>): Promise<void> {
  const handle = await open(file, 'w')
  try {
    let lines = [columns]
    for (const order of orders) {
      const items = JSON.stringify(order.items).replaceAll('"', '""')
      const { orderId, shopCustomerId, phone, status, createdAt, paidAt, paidFen, shippingFen } = order
      lines.push(
        `${orderId},${shopCustomerId},${phone},${status},${createdAt},${paidAt},${paidFen},${shippingFen},"${items}"`,
      )
      if (lines.length < linesInWrite) continue
      await handle.write(`${lines.join('\n')}\n`)
      lines = []
    }
    await handle.write(`${lines.join('\n')}\n`)
  } finally {
    await handle.close()
  }
}
