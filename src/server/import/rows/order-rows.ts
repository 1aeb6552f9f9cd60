import { closedStatus } from '../mapping/fields.ts'
import type { Row } from './row-builder.ts'

const fenOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

/**
 * The order that these lines of a file tell of, one item each: its own fields are those of the first line that has them. An
 * item without a price has its share of what was paid, one without a quantity is none. Amounts that only the items have are added up.
 */
export function orderOf(lines: readonly Row[]): Row {
  const [order = {}, ...more] = lines
  const items = lines.flatMap(({ item }) => (item === undefined ? [] : [item as Row]))
  for (const line of more) for (const name of Object.keys(line)) order[name] ??= line[name]
  order['item'] = undefined
  if (items.length > 0) addUp(order, items)
  settleStatus(order)
  order['items'] =
    items.length > 0 ? items.flatMap((item) => itemOf(item, order, items.length)) : (order['items'] ?? [])
  return order
}

function addUp(order: Row, items: readonly Row[]): void {
  const sum = (name: string) => items.reduce((total, item) => total + fenOf(item[name]), 0)
  if (items.some((item) => item['paidFen'] !== undefined))
    order['paidFen'] ??= sum('paidFen') + fenOf(order['shippingFen'])
  if (items.some((item) => item['refundedFen'] !== undefined)) order['refundedFen'] ??= sum('refundedFen')
}

function settleStatus(order: Row): void {
  if (order['status'] === closedStatus) {
    order['status'] = order['paidAt'] === undefined ? 'cancelled' : 'refunded'
    if (order['status'] === 'refunded' && fenOf(order['refundedFen']) === 0)
      order['refundedFen'] = fenOf(order['paidFen'])
  }
  if (order['status'] === 'created' || order['status'] === 'cancelled') order['paidFen'] ??= 0
}

function itemOf(item: Row, order: Row, count: number): Row[] {
  const { quantity } = item
  if (typeof quantity !== 'number' || quantity === 0) return []
  const paidFen = item['paidFen'] ?? (count === 1 ? order['paidFen'] : 0)
  item['name'] ??= ''
  item['unitPriceFen'] ??= Math.max(0, Math.round(fenOf(paidFen) / quantity))
  return [item]
}
