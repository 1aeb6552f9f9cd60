import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJobRunner } from '../../../src/server/jobs/runner.ts'
import { storeJobs } from '../../../src/server/jobs/store-jobs.ts'
import { engines } from '../../support/databases.ts'
import { openStore, type Store } from '../journey/store.ts'

const day = 24 * 3_600_000
const pace = { firstLookMs: 1, lookEveryMs: 1_000_000 }

describe.each(engines)('the store’s jobs on $name', ({ open }) => {
  let store: Store
  let recomputes = 0
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const runner = () =>
    createJobRunner(
      store.context,
      storeJobs(store.context, store.app.services, async () => {
        recomputes += 1
        return null
      }),
      pace,
    )
  async function look() {
    const one = runner()
    await one.look()
    await one.settled()
  }

  it('end coupons, open the tasks of the review, drop old answers and what is past the retention', async () => {
    const { db } = store.context
    const { couponId } = await store.send(0, 'starter-ladder')
    const event = {
      eventId: 'e',
      customerId: 'c',
      type: 'complaint',
      occurredAt: store.clock.at,
      rowHash: '',
    }
    await db.insertInto('shopEvent').values(event).execute()
    const answer = { scope: 's', bodyHash: '', responseJson: '{}' }
    await db
      .insertInto('idempotency')
      .values([
        { ...answer, key: 'old', createdAt: store.clock.at - day - 1 },
        { ...answer, key: 'young', createdAt: store.clock.at },
      ])
      .execute()
    await look()
    const tasks = await db.selectFrom('reviewTask').select('ruleId').execute()
    expect(tasks).toEqual([{ ruleId: 'RISK-01' }])
    const kept = await db.selectFrom('idempotency').select('key').where('scope', '=', 's').execute()
    expect(kept).toEqual([{ key: 'young' }])
    const leases = await db.selectFrom('lease').select(['name', 'owner', 'doneDay']).execute()
    expect(leases.filter(({ owner }) => owner !== null)).toEqual([])
    expect(leases.find(({ name }) => name === 'retention')?.doneDay).not.toBeNull()

    store.clock.at += 31 * day
    await look()
    const coupon = await db
      .selectFrom('coupon')
      .select('state')
      .where('couponId', '=', couponId)
      .executeTakeFirstOrThrow()
    expect(coupon.state).toBe('expired')
  })

  it('start the recompute only on a day on which it is not done', async () => {
    recomputes = 0
    store.clock.at += day
    await look()
    expect(recomputes).toBe(1)
    await store.app.services.retention.run(store.clock.at)
    const { doneDay } = await store.context.db
      .selectFrom('lease')
      .select('doneDay')
      .where('name', '=', 'retention')
      .executeTakeFirstOrThrow()
    await store.context.db.updateTable('lease').set({ doneDay }).where('name', '=', 'recompute').execute()
    await look()
    expect(recomputes).toBe(1)
  })
})
