import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, openShop, type Shop, twoPorts } from './two-processes.ts'

const leaseMs = 1500
const oldRows = 150_000

describe('the jobs of two processes on one PostgreSQL', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const lease = (name: string) =>
    shop.db.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst()
  const leftOld = async () => {
    const { count } = await shop.db
      .selectFrom('shopEvent')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  async function addOldEvents(): Promise<void> {
    const occurredAt = Date.now() - 4000 * dayMs
    for (let from = 0; from < oldRows; from += 5000) {
      const rows = Array.from({ length: 5000 }, (_, index) => ({
        eventId: `e${from + index}`,
        customerId: 'c',
        type: 'browse',
        occurredAt,
        rowHash: '',
      }))
      await shop.db.insertInto('shopEvent').values(rows).execute()
    }
  }
  const linesOf = (stdout: string, job: string) =>
    stdout.split('\n').filter((line) => line.includes('"job done"') && line.includes(`"job":"${job}"`))

  it('run once a day; one that is killed with kill -9 is taken over when its lease ends', async () => {
    await addOldEvents()
    const [first, second] = await twoPorts()
    const killed = await shop.start(first, '--job-pace', `50,100,${leaseMs}`)
    await expect.poll(async () => (await leftOld()) < oldRows, { timeout: 10_000 }).toBe(true)
    process.kill(killed.pid, 'SIGKILL')
    await expect.poll(() => fetch(killed.at).catch(() => null)).toBeNull()
    const left = await leftOld()
    expect(left).toBeGreaterThan(0)
    expect(await lease('retention')).toMatchObject({ owner: expect.any(String), doneDay: null })

    const heirs = [await shop.start(second, '--job-pace', `50,100,${leaseMs}`, '--drain', '0')]
    heirs.push(await shop.start(first, '--job-pace', `50,100,${leaseMs}`, '--drain', '0'))
    await expect
      .poll(async () => (await lease('retention'))?.doneDay ?? null, { timeout: 20_000 })
      .not.toBeNull()
    expect(await leftOld()).toBe(0)
    await expect
      .poll(async () => (await lease('recompute'))?.doneDay ?? null, { timeout: 20_000 })
      .not.toBeNull()
    // Many looks later still only once.
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await shop.db.selectFrom('ltvModel').select('version').execute()).toHaveLength(1)
    expect(heirs.flatMap((heir) => linesOf(heir.stdout(), 'retention'))).toHaveLength(1)

    for (const heir of heirs) await heir.stop()
    const held = await shop.db
      .selectFrom('lease')
      .select(['name', 'owner'])
      .where('owner', 'is not', null)
      .execute()
    expect(held).toEqual([])
  }, 90_000)
})
