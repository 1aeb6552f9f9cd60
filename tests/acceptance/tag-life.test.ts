import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../src/domain/calendar.ts'
import { recompute } from '../../src/server/models/recompute.ts'
import { latestTagReport } from '../../src/server/tags/weekly/reports.ts'
import { testNow } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { advisor, openStore, type Store } from '../server/journey/store.ts'

interface ShownTag {
  name: string
  daysLeft: number | null
  isGreyed: boolean
}

describe.each(engines)('7: tags grow old on $name', ({ open }) => {
  let store: Store
  let params = { externalUserId: '' }
  beforeAll(async () => {
    store = await openStore(await open())
    params = { externalUserId: store.personId(0) }
    await store.as(advisor)('getPanel', { params })
    await store.context.db
      .updateTable('customer')
      .set({ contactFetchedAt: testNow + 365 * dayMs })
      .execute()
    const event = { ...params, sku: 'CREAM', category: '面霜' }
    const views = [5, 4, 3, 2, 1].map((seconds) => ({
      ...event,
      eventId: `view-${seconds}`,
      type: 'view',
      occurredAt: testNow - seconds * 1_000,
    }))
    const cart = { ...event, eventId: 'cart', type: 'cart_add', occurredAt: testNow - 1_000 }
    expect((await store.shop('ingestEvents', [...views, cart])).body.accepted).toBe(6)
  })
  afterAll(() => store.close())

  const at = (days: number) => testNow + days * dayMs
  /** What `zhike recompute` and the server's own day do. */
  const weekly = async (days: number) => {
    store.clock.at = at(days)
    await recompute(store.context, { asOf: at(days) })
    return latestTagReport(store.context.db)
  }
  async function tag(name: string, days: number) {
    store.clock.at = at(days)
    const cookie = await store.signIn(advisor)
    const { body } = await store.call('getPanel', { params, headers: { cookie } })
    const shown = body.tags.data.find((entry: ShownTag) => entry.name === name) as ShownTag | undefined
    return shown ? (shown.isGreyed ? 'grey' : shown.daysLeft) : 'gone'
  }

  it('an interest counts down from 30 days and greys on day 30, an intent on day 14', async () => {
    const shown = async (name: string, ...days: number[]) => {
      const states = []
      for (const day of days) states.push(await tag(name, day))
      return states
    }
    expect(await shown('面霜', 0, 1)).toEqual([30, 29])
    expect(await shown('意向强', 0, 1)).toEqual([14, 13])
    await weekly(7)
    expect(await shown('意向强', 7, 13, 14)).toEqual([7, 1, 'grey'])
    expect(await shown('面霜', 7, 29, 30)).toEqual([23, 1, 'grey'])
  })

  it('the weekly job reports what was added, greyed and dropped, and runs once a week', async () => {
    const counts = async (day: number, name: string) => {
      const latest = await weekly(day)
      return latest?.report.counts.find((count) => count.name === name)
    }
    const ranOn = async (day: number) => (await weekly(day))?.report.asOf
    expect(await ranOn(13)).toBe(at(7))
    expect(await counts(14, '意向强')).toMatchObject({ before: 1, greyed: 1 })
    expect(await ranOn(20)).toBe(at(14))
    expect(await counts(21, '意向强')).toMatchObject({ before: 1, dropped: 1, after: 0 })
    expect(await counts(28, '面霜')).toMatchObject({ before: 1, kept: 1, greyed: 0 })
    expect(await counts(35, '面霜')).toMatchObject({ before: 1, greyed: 1 })
    expect([await tag('面霜', 36), await tag('面霜', 37)]).toEqual(['grey', 'gone'])
    expect(await counts(42, '面霜')).toMatchObject({ dropped: 1, after: 0 })
  })
})
