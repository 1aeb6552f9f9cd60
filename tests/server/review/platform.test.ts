import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePlatformRule, platformRisk } from '../../../src/server/review/platform.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { reviewStore, type ReviewStore } from './review-store.ts'

describe.each(engines)('a changed rule of the platform on $name (RISK-04)', ({ open }) => {
  let store: ReviewStore
  beforeAll(async () => {
    store = await reviewStore(await open())
    await store.customers(['a', 'b'])
    await store.customers(['out'], { optedOutAt: testNow })
    const identity = { source: 'ingest', createdAt: testNow }
    await store.db
      .insertInto('identity')
      .values([
        { ...identity, kind: 'phone', value: '1', customerId: 'a' },
        { ...identity, kind: 'phone', value: '2', customerId: 'a' },
        { ...identity, kind: 'phone', value: '3', customerId: 'out' },
        { ...identity, kind: 'shopCustomerId', value: '1', customerId: 'a' },
        { ...identity, kind: 'shopCustomerId', value: '2', customerId: 'b' },
        { ...identity, kind: 'unionId', value: '2', customerId: 'b' },
      ])
      .execute()
  })
  afterAll(() => store.close())

  it('names the other carriers while it stands, without those who opted out', async () => {
    expect(await platformRisk(store.db)).toMatchObject({ isRaised: false, carriers: [], since: null })
    await changePlatformRule(store.context, '群发次数减少')
    const { platform } = (await store.review()).risks
    expect(platform).toMatchObject({ ruleId: 'RISK-04', isRaised: true, since: testNow })
    expect(platform.carriers.map(({ channel, people }) => [channel, people])).toEqual([
      ['app', 2],
      ['sms', 1],
    ])
    expect(platform.text).toBe('平台规则有变：群发次数减少；备用渠道：应用可到2人，短信可到1人')
    await changePlatformRule(store.context, null)
    expect(await platformRisk(store.db)).toMatchObject({ isRaised: false, carriers: [] })
  })
})
