import { readFile } from 'node:fs/promises'

/** `day` = days since 1970-01-01. */
export interface CustomerPurchases {
  customerId: string
  purchases: { day: number; netFen: number }[]
}

const dayMs = 86_400_000

/** Reads a CDNOW file, see `parsePurchases`; a file that is missing or unreadable is named in the error. */
export async function readPurchaseFile(path: string): Promise<CustomerPurchases[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`cannot read the reference file ${path}`, { cause: error })
  })
  return parsePurchases(text, path)
}

/**
 * Customers with their purchases from white-space-separated lines that end with date (yyyymmdd), number of items and
 * dollars (taken as yuan), after one or more id columns of which the first counts. A first line without a date is a header.
 */
export function parsePurchases(text: string, name: string): CustomerPurchases[] {
  const byCustomer = new Map<string, CustomerPurchases>()
  text.split('\n').forEach((line, index) => {
    const fields = line.trim().split(/\s+/)
    const [date = '', , amount = ''] = fields.slice(-3)
    const customerId = fields[0] ?? ''
    if (customerId === '' || (index === 0 && !/^\d{8}$/.test(date))) return
    const day = dayNumber(date)
    const netFen = Math.round(Number(amount) * 100)
    if (fields.length < 4 || day === null || Number.isNaN(netFen)) {
      throw new Error(`${name}, line ${index + 1}: expected customer, date, items and amount`)
    }
    const customer = byCustomer.get(customerId) ?? { customerId, purchases: [] }
    customer.purchases.push({ day, netFen })
    byCustomer.set(customerId, customer)
  })
  return [...byCustomer.values()]
}

function dayNumber(date: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date)
  return parts ? Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / dayMs : null
}
