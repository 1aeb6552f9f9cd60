import type { Insertable } from 'kysely'
import type { ProductRow } from '../../../contract/ingest.ts'
import type { WorldMember } from '../../../simulator/world.ts'
import type { Schema } from '../../db/schema.ts'
import { rowHash } from '../../ingest/row-hash.ts'
import { tagGroupsKey } from '../../tags/store-rules.ts'
import { demoProducts } from './products.ts'
import { demoTagGroups } from './tag-groups.ts'
import { demoSettings } from './terms.ts'

export function memberRows(members: readonly WorldMember[], at: number): Insertable<Schema['member']>[] {
  return members.map(({ userId, name, status, departments, isLeaderInDepartment }) => ({
    userId,
    name,
    role: isLeaderInDepartment.includes(true) ? 'lead' : 'advisor',
    isActive: status === 1 ? 1 : 0,
    departmentsJson: JSON.stringify(departments),
    sessionsValidFrom: 0,
    createdAt: at,
    updatedAt: at,
  }))
}

export function productRows(at: number): Insertable<Schema['product']>[] {
  return demoProducts.map((product) => {
    const row: ProductRow = { ...product, updatedAt: at }
    return {
      sku: row.sku,
      name: row.name,
      category: row.category,
      priceFen: row.priceFen,
      costFen: row.costFen ?? null,
      stock: row.stock ?? null,
      imageUrl: null,
      url: null,
      partnerSkusJson: JSON.stringify(row.partnerSkus ?? []),
      replenishDays: row.replenishDays ?? null,
      updatedAt: at,
      rowHash: rowHash(row),
    }
  })
}

/** `demo` marks the database: it is refused where a real WeCom app is set. */
export function settingRows(at: number): Insertable<Schema['setting']>[] {
  return [
    { key: 'demo', valueJson: 'true', updatedAt: at },
    { key: 'store', valueJson: JSON.stringify(demoSettings), updatedAt: at },
    { key: tagGroupsKey, valueJson: JSON.stringify(demoTagGroups), updatedAt: at },
  ]
}
