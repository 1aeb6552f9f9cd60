import { it } from 'vitest'
import { readFileSync } from 'node:fs'
import { engines } from '../../support/databases.ts'
import { orderRow, shopSide } from '../ingest/shop-side.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
it.each(engines)('cdnow $name', async ({ open }) => {
  const { db, destroy } = await open()
  const shop = shopSide(db)
  const rows = readFileSync('/work/shared/data/CDNOW_sample.txt', 'utf8').split(/\r?\n/).filter((l) => l.trim()).map((l, i) => {
    const f = l.trim().split(/\s+/); const d = f[2] ?? ''
    const at = Date.parse(`${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6, 8)}T12:00:00+08:00`)
    return orderRow(`c${i}`, { phone: undefined, shopCustomerId: f[0], createdAt: at, paidAt: at, paidFen: Math.round(Number(f[4]) * 100) })
  })
  for (let s = 0; s < rows.length; s += 5000) console.log(JSON.stringify(await shop.ingest.orders(rows.slice(s, s + 5000))).slice(0, 200))
  console.log(JSON.stringify(await recompute(shop.context, { asOf: Date.parse('1997-09-30T12:00:00+08:00') })))
  await destroy()
})
