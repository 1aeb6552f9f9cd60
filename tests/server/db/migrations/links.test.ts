import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../../src/server/db/connect.ts'
import * as start from '../../../../src/server/db/migrations/0001-start.ts'
import * as links from '../../../../src/server/db/migrations/0017-links-and-escalations.ts'
import { emptyPostgres } from '../../../support/databases.ts'

const empty = [
  { name: 'SQLite', open: async () => ({ url: 'file::memory:', drop: async () => undefined }) },
  { name: 'PostgreSQL', open: emptyPostgres },
]
const coupons = 1203
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe.each(empty)('links by their hash on $name', ({ open }) => {
  async function before() {
    const { url, drop } = await open()
    const db = await connect(url)
    await start.up(db as unknown as Kysely<unknown>)
    const then = db as unknown as Kysely<Record<string, Record<string, unknown>>>
    const life = { issuedAt: 1, expiresAt: 2 }
    const offer = { offerId: 'o', offerVersionId: 'v', issuedBy: 'a', state: 'issued', headline: '' }
    const coupon = { ...offer, ...life, rewardsJson: '[]', costFen: 1, capsJson: '{}', changedAt: 1 }
    for (let place = 0; place < coupons; place += 1) {
      const own = { couponId: `c${place}`, token: `link-${place}`, code: `k${place}`, customerId: 'x' }
      await then
        .insertInto('coupon')
        .values({ ...coupon, ...own })
        .execute()
    }
    await then
      .insertInto('quizLink')
      .values({ ...life, quizLinkId: 'q', token: 'quiz', quizVersionId: 'v', customerId: 'x', issuedBy: 'a' })
      .execute()
    const state = { browserHash: 'b', expiresAt: 2, usedAt: null }
    await then
      .insertInto('oauthState')
      .values([
        { ...state, stateHash: 'visitor', purpose: 'visitor', returnTo: '/c/link-1' },
        { ...state, stateHash: 'member', purpose: 'member', returnTo: '/sidebar' },
      ])
      .execute()
    const close = async () => {
      await db.destroy()
      await drop()
    }
    return { db, close }
  }

  it('replaces every secret, over several batches, and forgets who was on the way', async () => {
    const { db, close } = await before()
    await links.up(db)
    const rows = await db.selectFrom('coupon').select(['couponId', 'tokenHash']).execute()
    expect(rows).toHaveLength(coupons)
    for (const { couponId, tokenHash } of rows) expect(tokenHash).toBe(sha256(`link-${couponId.slice(1)}`))
    const quiz = await db.selectFrom('quizLink').select('tokenHash').executeTakeFirstOrThrow()
    expect(quiz.tokenHash).toBe(sha256('quiz'))
    const states = await db.selectFrom('oauthState').select('stateHash').execute()
    expect(states).toEqual([{ stateHash: 'member' }])
    await close()
  })

  it('goes on where a killed run left off', async () => {
    const { db, close } = await before()
    await sql`alter table coupon rename column token to token_hash`.execute(db)
    await db
      .updateTable('coupon')
      .set({ tokenHash: sha256('link-7') })
      .where('couponId', '=', 'c7')
      .execute()
    await links.up(db)
    const { tokenHash } = await db
      .selectFrom('coupon')
      .select('tokenHash')
      .where('couponId', '=', 'c7')
      .executeTakeFirstOrThrow()
    expect(tokenHash).toBe(sha256('link-7'))
    await close()
  })
})
