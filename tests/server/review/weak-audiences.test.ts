import { describe, expect, it } from 'vitest'
import { audienceLifts } from '../../../src/domain/tags/audience.ts'
import { storeTagReport } from '../../../src/server/tags/weekly/reports.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { reviewStore } from './review-store.ts'

describe.each(engines)('audiences in the review on $name (TAG-09)', ({ open }) => {
  it('are those below the median in the latest weekly report', async () => {
    const store = await reviewStore(await open())
    expect((await store.review()).weakAudiences).toEqual([])
    const size = 100
    const audiences = audienceLifts(
      [
        { name: '精华', size, reached: 50, converted: 3 },
        { name: '面霜', size, reached: 50, converted: 10 },
        { name: '油皮', size, reached: 100, converted: 19 },
      ],
      { size: 500, reached: 300, converted: 40 },
    )
    const none = { before: 0, after: 0, added: 0, kept: 0, greyed: 0, dropped: 0 }
    const report = { asOf: testNow, customers: 0, customersTouched: 0, total: none, counts: [], audiences }
    await storeTagReport(store.context, 1, report)
    expect((await store.review()).weakAudiences).toEqual([
      {
        ruleId: 'TAG-09',
        name: '精华',
        reached: 50,
        converted: 3,
        text: '精华：触达50人，转化6%，低于各人群中位数',
      },
    ])
    await store.close()
  })
})
