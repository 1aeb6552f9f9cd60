import type { Insertable } from 'kysely'
import type { ProductRow } from '../../../contract/ingest.ts'
import type { Welcome } from '../../../domain/welcome/channel-welcome.ts'
import type { WorldMember } from '../../../simulator/world.ts'
import type { Schema } from '../../db/schema.ts'
import { rowHash } from '../../ingest/row-hash.ts'
import { tagGroupsKey } from '../../tags/store-rules.ts'
import { storeWelcomeKey } from '../../welcome/store-welcome.ts'
import { demoProducts } from './products.ts'
import { demoTagGroups } from './tag-groups.ts'
import { demoSettings } from './terms.ts'

export function memberRows(members: readonly WorldMember[], at: number): Insertable<Schema['member']>[] {
  return members.map(({ userId, name, status, departments }) => ({
    userId,
    name,
    role: 'advisor',
    isActive: status === 1 ? 1 : 0,
    departmentsJson: JSON.stringify(departments),
    sessionsValidFrom: 0,
    createdAt: at,
    updatedAt: at,
  }))
}

/** Who heads a department leads its members, as in a real installation. */
export function departmentRows(members: readonly WorldMember[]): Insertable<Schema['memberDepartment']>[] {
  return members.flatMap(({ userId, departments, isLeaderInDepartment }) =>
    departments.map((departmentId, place) => ({
      userId,
      departmentId,
      isLeader: isLeaderInDepartment[place] === true ? 1 : 0,
    })),
  )
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

/** Goes to everybody who is added without a channel of their own. */
export const demoWelcome: Welcome = {
  text: '{称呼}好，我是{店名}的{顾问}。点下方小测试，一分钟帮您选到合适的护肤方案，{有效期}前都可以做～',
  hasQuiz: true,
}

/** `demo` marks the database: it is refused where a real WeCom app is set. */
export function settingRows(at: number): Insertable<Schema['setting']>[] {
  return [
    { key: 'demo', valueJson: 'true', updatedAt: at },
    { key: 'store', valueJson: JSON.stringify(demoSettings), updatedAt: at },
    { key: storeWelcomeKey, valueJson: JSON.stringify(demoWelcome), updatedAt: at },
    { key: tagGroupsKey, valueJson: JSON.stringify(demoTagGroups), updatedAt: at },
  ]
}
