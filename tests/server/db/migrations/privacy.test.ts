import type { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../../src/server/db/connect.ts'
import * as start from '../../../../src/server/db/migrations/0001-start.ts'
import * as privacy from '../../../../src/server/db/migrations/0014-privacy.ts'
import { emptyPostgres } from '../../../support/databases.ts'

const empty = [
  { name: 'SQLite', open: async () => ({ url: 'file::memory:', drop: async () => undefined }) },
  { name: 'PostgreSQL', open: emptyPostgres },
]

describe.each(empty)('the audit by customer on $name', ({ open }) => {
  it('names whom the entries concern that were written before', async () => {
    const { url, drop } = await open()
    const db = await connect(url)
    await start.up(db as unknown as Kysely<unknown>)
    // The columns of then.
    const then = db as unknown as Kysely<Record<string, Record<string, unknown>>>
    const coupon = {
      token: 't',
      code: 'c',
      offerId: 'o',
      offerVersionId: 'v',
      issuedBy: 'a',
      state: 'issued',
    }
    await then
      .insertInto('coupon')
      .values({
        ...coupon,
        couponId: 'cpn',
        customerId: 'of-coupon',
        headline: '',
        rewardsJson: '[]',
        costFen: 1,
        capsJson: '{}',
        issuedAt: 1,
        expiresAt: 2,
        changedAt: 1,
      })
      .execute()
    await db
      .insertInto('purchaseOrder')
      .values({
        orderId: 'ord',
        customerId: 'of-order',
        status: 'paid',
        createdAt: 1,
        orderedAt: 1,
        orderedDay: 1,
        itemsJson: '[]',
        paidFen: 1,
        refundedFen: 0,
        shippingFen: 0,
        netFen: 1,
        rowHash: '',
      })
      .execute()
    const entries: [kind: string, id: string, details: object][] = [
      ['coupon', 'cpn', {}],
      ['order', 'ord', {}],
      ['tag', 'tag', { customerId: 'of-tag' }],
      ['offerException', 'exc', { customerId: 'of-exception' }],
      ['order', 'unknown', {}],
    ]
    for (const [subjectKind, subjectId, details] of entries)
      await db
        .insertInto('audit')
        .values({
          auditId: `${subjectKind} ${subjectId}`,
          at: 1,
          actor: 'a',
          action: 'x.y',
          subjectKind,
          subjectId,
          detailsJson: JSON.stringify(details),
        })
        .execute()
    await privacy.up(db)
    const rows = await db.selectFrom('audit').select(['subjectId', 'customerId']).execute()
    expect(Object.fromEntries(rows.map(({ subjectId, customerId }) => [subjectId, customerId]))).toEqual({
      cpn: 'of-coupon',
      ord: 'of-order',
      tag: 'of-tag',
      exc: 'of-exception',
      unknown: null,
    })
    await db.destroy()
    await drop()
  })
})
