import type { z } from 'zod'
import {
  customerRowSchema,
  eventRowSchema,
  type IngestResult,
  orderRowSchema,
  productRowSchema,
} from '../../contract/ingest.ts'
import type { ServerContext } from '../context.ts'
import type { Events } from '../events/service.ts'
import type { Identity } from '../identity/service.ts'
import type { Orders } from '../orders/service.ts'
import type { Products } from '../products/service.ts'
import { countRows, type IngestKind } from '../telemetry/ingest.ts'
import { checkRows } from './check-rows.ts'
import { createCustomerFacts } from './customer-facts.ts'
import { type Store, storeBatches } from './store-batches.ts'

interface Needs {
  identity: Pick<Identity, 'resolveMany'>
  orders: Pick<Orders, 'store'>
  events: Pick<Events, 'store'>
  products: Pick<Products, 'store'>
}

export type Ingest = ReturnType<typeof createIngest>

/** Takes rows as the shop sends them: each is judged on its own, and the same rows may come any number of times. */
export function createIngest(
  context: Pick<ServerContext, 'db' | 'now' | 'log'>,
  { identity, orders, events, products }: Needs,
) {
  const customers = createCustomerFacts({ identity })

  async function take<S extends z.ZodType>(
    kind: IngestKind,
    schema: S,
    rows: readonly unknown[],
    store: Store<z.output<S>>,
  ): Promise<IngestResult> {
    const { checked, rejected } = checkRows(schema, rows)
    const stored = await storeBatches(context, checked, store)
    const all = [...rejected, ...stored.rejected].sort((one, other) => one.index - other.index)
    const result = { ...stored, rejected: all }
    countRows(kind, result)
    return result
  }

  return {
    orders: (rows: readonly unknown[]) => take('orders', orderRowSchema, rows, orders.store),
    events: (rows: readonly unknown[]) => take('events', eventRowSchema, rows, events.store),
    customers: (rows: readonly unknown[]) => take('customers', customerRowSchema, rows, customers.store),
    products: (rows: readonly unknown[]) => take('products', productRowSchema, rows, products.store),
  }
}
