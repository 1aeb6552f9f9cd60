import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from '../../../src/server/db/connect.ts'
import type { ImportKind } from '../../../src/contract/imports.ts'
import { parseMapping } from '../../../src/server/import/mapping/read-mapping.ts'
import { createImports, type ImportReport, type ImportRequest } from '../../../src/server/import/service.ts'
import type { StoreRows } from '../../../src/server/import/store-batch.ts'
import { createCustomerFacts } from '../../../src/server/ingest/customer-facts.ts'
import { shopSide } from '../ingest/shop-side.ts'

type Options = Partial<Pick<ImportRequest, 'signal' | 'onProgress'>> & { map?: unknown; store?: StoreRows }

/** The import on one database, with a folder of its own for files. */
export async function importSide(db: Database) {
  const { context, identity, orders, events, products } = shopSide(db)
  const stores: Record<ImportKind, StoreRows> = {
    orders: orders.store,
    events: events.store,
    customers: createCustomerFacts({ identity }).store,
    products: products.store,
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-import-'))
  const fileOf = (name: string) => path.join(folder, name)

  /** Writes the content and imports it; without content the file as it lies there. */
  async function run(
    kind: ImportKind,
    name: string,
    content: string | Buffer | null,
    { map, store, ...options }: Options = {},
  ): Promise<ImportReport> {
    if (content !== null) await writeFile(fileOf(name), content)
    const imports = createImports(context, store ? { ...stores, [kind]: store } : stores)
    const mapping = map === undefined ? null : parseMapping(kind, map, 'test')
    const rejectsFile = fileOf(`${name}.rejects.csv`)
    return imports.run({ kind, file: fileOf(name), mapping, rejectsFile, ...options })
  }

  return {
    run,
    fileOf,
    stores,
    rejects: (name: string) => readFile(fileOf(`${name}.rejects.csv`), 'utf8'),
    orders: (prefix: string) =>
      db
        .selectFrom('purchaseOrder')
        .selectAll()
        .where('orderId', 'like', `${prefix}%`)
        .orderBy('orderId')
        .execute(),
    customer: (value: string) =>
      db
        .selectFrom('customer')
        .innerJoin('identity', 'identity.customerId', 'customer.customerId')
        .where('identity.value', '=', value)
        .selectAll('customer')
        .executeTakeFirstOrThrow(),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export type ImportSide = Awaited<ReturnType<typeof importSide>>

export const counts = ({ run: { accepted, duplicates, rejected } }: ImportReport) => [
  accepted,
  duplicates,
  rejected,
]
