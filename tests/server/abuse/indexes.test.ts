import { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { scanForAbuse } from '../../../src/server/abuse/scan.ts'
import { connect } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { couponSide } from '../coupons/coupon-side.ts'

it('looks each minute at what was redeemed and returned lately, never at all that ever was', async () => {
  const asked: [string, readonly unknown[]][] = []
  const db = await connect('file::memory:', { log: (text, parameters) => asked.push([text, parameters]) })
  await migrate(db)
  await db
    .insertInto('staffIdentity')
    .values({ userId: 'lin', kind: 'phone', value: '13800000000', createdAt: 0, createdBy: 'chen' })
    .execute()
  const { context } = couponSide(db)
  asked.length = 0
  await scanForAbuse(context)
  const plans = []
  for (const [text, parameters] of asked.filter(([said]) => /\bcoupon\b/.test(said))) {
    const explain = CompiledQuery.raw(`explain query plan ${text}`, [...parameters])
    const { rows } = (await db.executeQuery(explain)) as { rows: { detail: string }[] }
    plans.push(rows.map(({ detail }) => detail).find((detail) => /\bcoupon\b/.test(detail)))
  }
  expect(plans).toHaveLength(5)
  for (const plan of plans) expect(plan).toMatch(/SEARCH coupon USING .*coupon_(redeemed|refunded)_at/)
  await db.destroy()
})
